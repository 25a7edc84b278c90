package org.sipario.servlet.flows;

import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.ar.SipApplicationRouter;
import jakarta.servlet.sip.ar.SipApplicationRouterInfo;
import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import jakarta.servlet.sip.ar.SipTargetedRequestInfo;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An application router that answers what the test says and records what it was asked. */
final class ScriptedRouter implements SipApplicationRouter {

    /** The arguments of a call that tests compare. */
    record Question(
            SipApplicationRoutingDirective directive,
            @Nullable SipApplicationRoutingRegion region,
            @Nullable Serializable state) {}

    /** A question with its request. */
    record Asked(SipServletRequest request, Question question) {
        @Nullable
        String state() {
            return (String) question.state();
        }
    }

    final List<Question> asked = new ArrayList<>();
    final List<String> undeployed = new ArrayList<>();
    private Function<Asked, @Nullable SipApplicationRouterInfo> answers = _ -> null;

    void answers(Function<Asked, @Nullable SipApplicationRouterInfo> function) {
        answers = function;
    }

    @Override
    public void init() {}

    @Override
    public void init(Properties properties) {}

    @Override
    public void destroy() {}

    @Override
    public void applicationDeployed(List<String> names) {}

    @Override
    public void applicationUndeployed(List<String> names) {
        undeployed.addAll(names);
    }

    @Override
    public @Nullable SipApplicationRouterInfo getNextApplication(
            SipServletRequest request,
            @Nullable SipApplicationRoutingRegion region,
            SipApplicationRoutingDirective directive,
            @Nullable SipTargetedRequestInfo targeted,
            @Nullable Serializable state) {
        Question question = new Question(directive, region, state);
        asked.add(question);
        return answers.apply(new Asked(request, question));
    }
}
