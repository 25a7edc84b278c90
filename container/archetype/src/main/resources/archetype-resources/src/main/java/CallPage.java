package ${package};

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;

/** The page that shows who has called. */
@WebServlet("")
public class CallPage extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html; charset=UTF-8");
        PrintWriter page = response.getWriter();
        page.println("<!doctype html><title>${artifactId}</title><link rel=stylesheet href=style.css>");
        page.println("<h1>Who has called</h1>");
        page.println("<ol>");
        for (String caller : CallLog.of(getServletContext()).callers()) {
            page.println("<li>" + escaped(caller));
        }
        page.println("</ol>");
    }

    /** Whoever calls writes his own name: it must not become part of the page's HTML. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
