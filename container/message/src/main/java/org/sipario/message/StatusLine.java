package org.sipario.message;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Status lines and their usual phrases: RFC 3261 §21, and the registry that later documents add to. */
final class StatusLine {

    private static final String PHRASES = """
            100 Trying
            180 Ringing
            181 Call Is Being Forwarded
            182 Queued
            183 Session Progress
            199 Early Dialog Terminated
            200 OK
            202 Accepted
            204 No Notification
            300 Multiple Choices
            301 Moved Permanently
            302 Moved Temporarily
            305 Use Proxy
            380 Alternative Service
            400 Bad Request
            401 Unauthorized
            402 Payment Required
            403 Forbidden
            404 Not Found
            405 Method Not Allowed
            406 Not Acceptable
            407 Proxy Authentication Required
            408 Request Timeout
            410 Gone
            412 Conditional Request Failed
            413 Request Entity Too Large
            414 Request-URI Too Long
            415 Unsupported Media Type
            416 Unsupported URI Scheme
            417 Unknown Resource-Priority
            420 Bad Extension
            421 Extension Required
            422 Session Interval Too Small
            423 Interval Too Brief
            424 Bad Location Information
            425 Bad Alert Message
            428 Use Identity Header
            429 Provide Referrer Identity
            430 Flow Failed
            433 Anonymity Disallowed
            436 Bad Identity Info
            437 Unsupported Credential
            438 Invalid Identity Header
            439 First Hop Lacks Outbound Support
            440 Max-Breadth Exceeded
            469 Bad Info Package
            470 Consent Needed
            480 Temporarily Unavailable
            481 Call/Transaction Does Not Exist
            482 Loop Detected
            483 Too Many Hops
            484 Address Incomplete
            485 Ambiguous
            486 Busy Here
            487 Request Terminated
            488 Not Acceptable Here
            489 Bad Event
            491 Request Pending
            493 Undecipherable
            494 Security Agreement Required
            500 Server Internal Error
            501 Not Implemented
            502 Bad Gateway
            503 Service Unavailable
            504 Server Time-out
            505 Version Not Supported
            513 Message Too Large
            555 Push Notification Service Not Supported
            580 Precondition Failure
            600 Busy Everywhere
            603 Decline
            604 Does Not Exist Anywhere
            606 Not Acceptable
            607 Unwanted
            608 Rejected
            """;

    private static final String[] CLASSES = {
        "Session Progress", "OK", "Redirection", "Client Error", "Server Error", "Global Failure"
    };

    private static final String[] PHRASE = new String[700];
    private static final byte[][] LINE = new byte[700][];

    static {
        for (int status = 100; status < 700; status++) {
            PHRASE[status] = CLASSES[status / 100 - 1];
        }
        PHRASES.lines().forEach(line -> PHRASE[Integer.parseInt(line, 0, 3, 10)] = line.substring(4));
        for (int status = 100; status < 700; status++) {
            LINE[status] = print(status, PHRASE[status]);
        }
    }

    private StatusLine() {}

    static String phrase(int status) {
        return PHRASE[checked(status)];
    }

    /** The line without line break. Shared, not to be changed. @param reason null for the usual phrase */
    static byte[] bytes(int status, @Nullable String reason) {
        checked(status);
        if (reason == null || reason.equals(PHRASE[status])) {
            return LINE[status];
        }
        if (reason.indexOf('\r') >= 0 || reason.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a line break in the Reason-Phrase of " + status);
        }
        return print(status, reason);
    }

    private static byte[] print(int status, String reason) {
        return ("SIP/2.0 " + status + " " + reason).getBytes(StandardCharsets.UTF_8);
    }

    private static int checked(int status) {
        if (status < 100 || status > 699) {
            throw new IllegalArgumentException("status " + status + " is not 100..699");
        }
        return status;
    }
}
