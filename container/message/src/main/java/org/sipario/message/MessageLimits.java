package org.sipario.message;

/**
 * Bounds on what a peer may send.
 *
 * @param messageBytes whole message, beyond it 513; 65,535 as a datagram cannot be longer
 * @param headerBytes start line and headers together, beyond it 513; 32,768 is ten times what is seen in the field
 * @param headers number of lines, beyond it 513; 256 is enough for 80 hops that add three lines each
 * @param uriBytes Request-URI, beyond it 414; 4,096 as in web servers
 * @param vias number of Via values, beyond it 483; 80 as Max-Forwards of 70 permits no more
 */
public record MessageLimits(int messageBytes, int headerBytes, int headers, int uriBytes, int vias) {

    /** The default. */
    public static final MessageLimits DEFAULT = new MessageLimits(65_535, 32_768, 256, 4_096, 80);

    /** Refuses limits that no message could keep. */
    public MessageLimits {
        positive("messageBytes", messageBytes);
        positive("headerBytes", headerBytes);
        positive("headers", headers);
        positive("uriBytes", uriBytes);
        positive("vias", vias);
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " " + value + " is not 1 or more");
        }
    }
}
