package org.sipario.message;

/**
 * What a stranger may send at most.
 *
 * @param messageBytes whole message, beyond it 513; 65,535 as a datagram can not be longer
 * @param headerBytes start line and headers together, beyond it 513; 32,768 holds ten times what is seen in the field
 * @param headers number of lines, beyond it 513; 256 is room for 80 hops that each add a Via, Record-Route and one more
 * @param uriBytes Request-URI, beyond it 414; 4,096 as web servers have it
 * @param vias hops a message may have made, beyond it 483; 80 as Max-Forwards 70 allows no more
 */
public record MessageLimits(int messageBytes, int headerBytes, int headers, int uriBytes, int vias) {

    /** What holds unless configured otherwise. */
    public static final MessageLimits DEFAULT = new MessageLimits(65_535, 32_768, 256, 4_096, 80);

    /** Refuses limits that would refuse everything. */
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
