package org.sipario.tomcat.converged;

/** URLs that carry the id of an HTTP session, for clients without cookies. */
final class SessionUrl {
    private static final String PARAMETER = ";jsessionid=";

    private SessionUrl() {}

    /** The URL with the id put behind its path. */
    static String encode(String url, String sessionId) {
        int end = 0;
        while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
            end++;
        }
        return url.substring(0, end) + PARAMETER + sessionId + url.substring(end);
    }
}
