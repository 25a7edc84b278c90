package org.sipario.tomcat.apps;

import jakarta.servlet.ServletException;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

/** Serialises what a request brings, reads it back, and answers whether it is the same. */
@jakarta.servlet.sip.annotation.SipServlet(name = "keeping", applicationName = "keeping")
public class Keeping extends SipServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doMessage(SipServletRequest request) throws ServletException, IOException {
        SipServletResponse response = request.createResponse(200);
        response.setHeader("X-Request", Boolean.toString(copy(request) == request));
        response.setHeader("X-Session", Boolean.toString(copy(request.getSession()) == request.getSession()));
        response.setHeader(
                "X-Application-Session",
                Boolean.toString(copy(request.getApplicationSession()) == request.getApplicationSession()));
        response.send();
    }

    private static Object copy(Object original) throws IOException, ServletException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        } catch (ClassNotFoundException unknown) {
            throw new ServletException(unknown);
        }
    }
}
