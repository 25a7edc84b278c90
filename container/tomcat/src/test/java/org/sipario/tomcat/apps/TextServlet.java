package org.sipario.tomcat.apps;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Says what stands in a file of its own archive. */
@WebServlet("/text")
public class TextServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (InputStream in = getServletContext().getResourceAsStream("/WEB-INF/text.txt")) {
            response.getWriter().write(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
