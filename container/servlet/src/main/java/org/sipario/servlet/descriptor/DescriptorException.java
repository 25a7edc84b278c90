package org.sipario.servlet.descriptor;

/**
 * An archive that can not be deployed as it describes itself; the message says where, what was found and what to do.
 */
public final class DescriptorException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * @param message place, finding and advice in one line
     */
    public DescriptorException(String message) {
        super(message);
    }

    /**
     * @param message place, finding and advice in one line
     */
    public DescriptorException(String message, Throwable cause) {
        super(message, cause);
    }
}
