package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.sip.SipServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many calls lie between the queue of a session and a servlet: a stack trace of an application stays readable. */
class WayOfAnInviteTest {

    private static final int LONGEST = 9;

    private final List<String> frames = new ArrayList<>();

    @Test
    void from_the_queue_to_the_servlet_there_are_at_most_nine_frames_of_the_container() {
        Server server = new Server();
        server.deploy("app", new ScriptedServlet().on("INVITE", this::look));

        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  486
                alice  -> server ACK
                """);

        assertThat(frames).last().asString().startsWith("SessionQueue.");
        assertThat(frames).hasSizeLessThanOrEqualTo(LONGEST);
    }

    private void look(SipServletRequest invite) throws java.io.IOException {
        for (StackTraceElement frame : Thread.currentThread().getStackTrace()) {
            String type = frame.getClassName();
            if (type.startsWith("org.sipario.servlet.") && !type.startsWith("org.sipario.servlet.flows.")) {
                frames.add(type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName());
            }
            if (type.endsWith(".SessionQueue") && frame.getMethodName().equals("drain")) {
                break;
            }
        }
        invite.createResponse(486).send();
    }
}
