package org.sipario.samples.registrar;

import jakarta.annotation.Resource;
import jakarta.servlet.sip.ServletTimer;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServletContextEvent;
import jakarta.servlet.sip.SipServletListener;
import jakarta.servlet.sip.TimerListener;
import jakarta.servlet.sip.TimerService;
import jakarta.servlet.sip.annotation.SipListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;

/** Deletes expired bindings once a minute. Nobody sees them anyway; this keeps the table small. */
@SipListener
public class ExpiredBindings implements SipServletListener, TimerListener {

    private static final Logger LOG = System.getLogger(ExpiredBindings.class.getName());

    private static final long MILLISECONDS_BETWEEN = 60_000;

    @Resource
    @SuppressWarnings("NullAway.Init") // injected by the container
    private SipFactory factory;

    @Resource
    @SuppressWarnings("NullAway.Init") // injected by the container
    private TimerService timers;

    @Resource(name = "jdbc/sipario")
    @SuppressWarnings("NullAway.Init") // injected by the container
    private DataSource database;

    /** Made by the container. */
    public ExpiredBindings() {}

    /** A timer needs an application session to live in: this one lives as long as the application. */
    @Override
    public void servletInitialized(SipServletContextEvent event) {
        SipApplicationSession session = factory.createApplicationSession();
        session.setExpires(0);
        timers.createTimer(session, MILLISECONDS_BETWEEN, MILLISECONDS_BETWEEN, true, false, null);
    }

    @Override
    public void timeout(ServletTimer timer) {
        try {
            int purged = new RegistrationStore(database).purge(Instant.ofEpochMilli(timer.scheduledExecutionTime()));
            LOG.log(Level.DEBUG, "{0} expired bindings deleted", purged);
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "cannot delete expired bindings, trying again in a minute: {0}", e.getMessage());
        }
    }
}
