package jakarta.servlet.sip.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.annotation.security.SipConstraint;
import jakarta.servlet.sip.annotation.security.SipMethodConstraint;
import jakarta.servlet.sip.annotation.security.SipSecurity;
import java.lang.annotation.Annotation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a container finds when it looks at annotations. */
class AnnotationsTest {

    /** POJO-6. */
    @ParameterizedTest
    @ValueSource(
            classes = {
                Invite.class,
                Ack.class,
                Options.class,
                Bye.class,
                Cancel.class,
                Register.class,
                Prack.class,
                Subscribe.class,
                Notify.class,
                Message.class,
                Info.class,
                Update.class,
                Refer.class,
                Publish.class
            })
    void a_method_annotation_stands_for_the_method_of_its_name(Class<? extends Annotation> type) {
        assertThat(type.getAnnotation(SipMethod.class).value())
                .isEqualTo(type.getSimpleName().toUpperCase(Locale.ROOT));
        assertThat(type.getAnnotation(Target.class).value()).containsExactly(ElementType.METHOD);
    }

    /** POJO-11. */
    @ParameterizedTest
    @CsvSource({
        "ProvisionalResponse, 101, 199",
        "SuccessResponse, 200, 299",
        "RedirectResponse, 300, 399",
        "ErrorResponse, 300, 999"
    })
    void a_response_annotation_stands_for_a_range(String name, int begin, int end) throws ClassNotFoundException {
        var range = Class.forName(getClass().getPackageName() + "." + name).getAnnotation(SipResponseRange.class);

        assertThat(range.begin()).isEqualTo(begin);
        assertThat(range.end()).isEqualTo(end);
    }

    /** POJO-14. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_branch_predicate_says_what_the_response_says(boolean ofOneBranch) {
        var response = (SipServletResponse) java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SipServletResponse.class}, (_, method, _) -> {
                    assertThat(method.getName()).isEqualTo("isBranchResponse");
                    return ofOneBranch;
                });

        assertThat(BranchResponse.class.getAnnotation(SipPredicate.class).value())
                .isEqualTo(BranchResponse.Predicate.class);
        assertThat(new BranchResponse.Predicate().apply(response)).isEqualTo(ofOneBranch);
    }

    @Test
    void an_application_has_the_defaults_of_the_standard() {
        var application = Declared.class.getAnnotation(SipApplication.class);

        assertThat(application.name()).isEmpty();
        assertThat(application.proxyTimeout()).isEqualTo(180);
        assertThat(application.sessionTimeout()).isEqualTo(3);
        assertThat(application.distributable()).isFalse();
        assertThat(application.version()).isEqualTo("2.0");
        assertThat(application.loginConfig().authMethod()).isEqualTo("NONE");
        assertThat(Declared.class.getAnnotation(SipServlet.class).loadOnStartup())
                .isEqualTo(-1);
    }

    /** SEC2-2, SEC2-6. */
    @Test
    void constraints_stand_inside_sip_security_which_subclasses_inherit() {
        assertThat(SipConstraint.class.getAnnotation(Target.class).value()).isEmpty();
        assertThat(SipMethodConstraint.class.getAnnotation(Target.class).value())
                .isEmpty();
        assertThat(Inheriting.class.getAnnotation(SipSecurity.class).sipMethodConstraints())
                .extracting(SipMethodConstraint::value)
                .containsExactly("INVITE");
    }

    @SipApplication
    @SipServlet
    @SipSecurity(sipMethodConstraints = @SipMethodConstraint("INVITE"))
    private static class Declared {}

    private static final class Inheriting extends Declared {}
}
