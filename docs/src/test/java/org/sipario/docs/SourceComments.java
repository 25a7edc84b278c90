package org.sipario.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What the javadoc in a source file says of the members of a type, in their order there, as Markdown. */
final class SourceComments {
    private SourceComments() {}

    /** Comments of methods and fields by their names, without block tags. */
    static Map<String, String> of(Path source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, String> comments = new LinkedHashMap<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(source));
            DocTrees trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                for (Tree type : unit.getTypeDecls()) {
                    for (Tree member : ((ClassTree) type).getMembers()) {
                        DocCommentTree comment = trees.getDocCommentTree(TreePath.getPath(unit, member));
                        if (comment != null) {
                            comments.put(name(member), markdown(comment));
                        }
                    }
                }
            }
        }
        return comments;
    }

    private static String name(Tree member) {
        return switch (member) {
            case MethodTree method -> method.getName().toString();
            case VariableTree variable -> variable.getName().toString();
            default -> member.toString();
        };
    }

    private static String markdown(DocCommentTree comment) {
        StringBuilder text = new StringBuilder();
        comment.getFullBody().forEach(text::append);
        return text.toString()
                .replaceAll("\\s+", " ")
                .replaceAll("\\{@(?:code|link|linkplain) #?([^} ]+)(?: ([^}]+))?}", "`$1`")
                .replaceAll("</?p>", " ")
                .strip();
    }
}
