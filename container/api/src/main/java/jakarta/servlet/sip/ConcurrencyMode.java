package jakarta.servlet.sip;

/** How far invocations that belong to one application session may overlap. JSR 359, concurrency. */
public enum ConcurrencyMode {

    /** Not at all: messages, timers, listeners and managed tasks of one application session run one after another. */
    APPLICATIONSESSION,

    /** As far as the container allows. This is the default; Sipario then runs them one after another all the same. */
    VENDORSPECIFIC
}
