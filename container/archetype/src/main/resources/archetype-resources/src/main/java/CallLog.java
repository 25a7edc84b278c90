package ${package};

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last callers. One for the application: SIP and HTTP servlets find it in the servlet context that they share. */
@WebListener
public class CallLog implements ServletContextListener {
    private static final int KEPT = 20;

    private final Deque<String> callers = new ArrayDeque<>();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        event.getServletContext().setAttribute(CallLog.class.getName(), this);
    }

    static CallLog of(ServletContext application) {
        return (CallLog) application.getAttribute(CallLog.class.getName());
    }

    /** Remembers a caller, and forgets the one who called long ago. Calls come on many threads, and so do readers. */
    synchronized void add(String caller) {
        callers.addFirst(caller);
        if (callers.size() > KEPT) {
            callers.removeLast();
        }
    }

    /** Who has called, the last one first. */
    synchronized List<String> callers() {
        return List.copyOf(callers);
    }
}
