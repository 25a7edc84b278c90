package org.sipario.docs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a document.
 *
 * @param language the first word after the fence; empty when there is none
 * @param label what follows the language, which a reader does not see: the name of the file that the block is,
 *     {@code fails} for a test that must fail, {@code printed} for what such a test prints
 * @param text what stands between the fences, with a line end
 */
record Block(String language, String label, String text) {
    static final Pattern FENCED =
            Pattern.compile("^```(\\w*) *([^\n]*)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern TYPE =
            Pattern.compile("^(?:public )?(?:final )?(?:class|interface|record|enum) (\\w+)", Pattern.MULTILINE);

    static Block of(Matcher fenced) {
        return new Block(fenced.group(1), fenced.group(2).strip(), fenced.group(3));
    }

    boolean is(String wanted) {
        return language.equals(wanted);
    }

    boolean isTest() {
        return is("java") && (text.contains("@SipTest") || text.contains("@ArquillianTest"));
    }

    boolean mustFail() {
        return label.equals("fails");
    }

    boolean isPrinted() {
        return label.equals("printed");
    }

    /** Whether the block is a whole file of the chapter's project, other than a Java source. */
    boolean isFile() {
        return label.contains("/") || label.contains(".");
    }

    /** The name of the Java type, with its package. */
    String typeName() {
        Matcher type = TYPE.matcher(text);
        if (!type.find()) {
            throw new AssertionError(
                    "a Java block without a type of its own is a fragment; show the whole class:\n" + text);
        }
        Matcher name = PACKAGE.matcher(text);
        return name.find() ? name.group(1) + "." + type.group(1) : type.group(1);
    }
}
