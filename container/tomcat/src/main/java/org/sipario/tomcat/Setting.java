package org.sipario.tomcat;

import java.time.Duration;

/**
 * One attribute of Sipario's own elements of {@code conf/server.xml}: a row of the configuration reference. The code that
 * reads the attribute takes name and default from the same row.
 *
 * @param name the attribute
 * @param unit what its value is: {@code ms}, {@code s}, {@code bytes}, {@code number}, or the form of a text
 * @param standard the default, as it would be written; empty when there is none
 * @param meaning what it does, with the section of the RFC where one asks for it
 */
public record Setting(String name, String unit, String standard, String meaning) {

    public static Setting time(String name, Duration standard, String meaning) {
        return new Setting(name, "ms", Long.toString(standard.toMillis()), meaning);
    }

    public static Setting bytes(String name, int standard, String meaning) {
        return new Setting(name, "bytes", Integer.toString(standard), meaning);
    }

    public static Setting number(String name, int standard, String meaning) {
        return new Setting(name, "number", Integer.toString(standard), meaning);
    }

    public static Setting text(String name, String form, String standard, String meaning) {
        return new Setting(name, form, standard, meaning);
    }
}
