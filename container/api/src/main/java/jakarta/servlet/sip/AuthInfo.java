package jakarta.servlet.sip;

import java.io.Serializable;

/**
 * Names and passwords with which an application answers the challenges of others.
 *
 * <p>Made by {@link SipFactory#createAuthInfo()}, used by {@link SipServletRequest#addAuthHeader(SipServletResponse,
 * AuthInfo)}. JSR 289 §11.1.
 */
public interface AuthInfo extends Serializable {

    /**
     * Adds a name and password for one challenge. Of several that fit, the one added last is used.
     *
     * @param statusCode 401 for user agents and registrars, 407 for proxies
     * @param realm the realm named in the challenge
     * @param username the user's name in that realm
     * @param password the user's password in that realm
     * @throws IllegalArgumentException if the status code is neither 401 nor 407
     */
    void addAuthInfo(int statusCode, String realm, String username, String password);

    /** {@return whether the other object holds the same names and passwords for the same challenges} (JSR 359) */
    @Override
    boolean equals(Object other);
}
