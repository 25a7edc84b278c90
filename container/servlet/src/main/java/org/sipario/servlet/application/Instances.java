package org.sipario.servlet.application;

/** Makes and unmakes objects of an application: with injection and life-cycle callbacks where the platform has them. */
public interface Instances {

    /**
     * A new object of a class of the application, injected and post-constructed.
     *
     * @throws Exception what the constructor, injection or callback threw, or that the class is not there
     */
    Object newInstance(String className) throws Exception;

    /** Calls what is to be called before an object goes. Does not throw. */
    void destroy(Object instance);
}
