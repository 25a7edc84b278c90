/**
 * Where the container finds an application router: a service provider class. JSR 289 §15.
 */
package jakarta.servlet.sip.ar.spi;
