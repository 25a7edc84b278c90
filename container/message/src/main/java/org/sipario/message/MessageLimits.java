package org.sipario.message;

/**
 * What a stranger may send at most.
 *
 * @param messageBytes whole message; 65,535 as a datagram can not be longer
 * @param headerBytes start line and headers together; beyond it 513
 * @param headers number of lines
 * @param uriBytes Request-URI; beyond it 414
 * @param vias hops a message may have made; Max-Forwards 70 allows no more
 */
public record MessageLimits(int messageBytes, int headerBytes, int headers, int uriBytes, int vias) {

    public static final MessageLimits DEFAULT = new MessageLimits(65_535, 32_768, 256, 4_096, 80);
}
