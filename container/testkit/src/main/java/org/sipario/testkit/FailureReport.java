package org.sipario.testkit;

import java.util.ArrayList;
import java.util.List;
import org.sipario.testkit.Network.Spoken;
import org.sipario.testkit.SideBySide.Side;

/** Reports a failed ladder: what was expected and what came, the message that differs, and what else may explain it. */
record FailureReport(Network network, String server) {

    /**
     * @param expected the rungs from the difference on
     * @param asked the details of the first of them
     * @param seen what came, in order
     */
    LadderFailure of(String why, List<Rung> expected, List<Detail> asked, List<Spoken> seen, SideBySide sides) {
        List<Side> left = new ArrayList<>();
        for (Rung rung : expected) {
            left.add(new Side(
                    rung.shown(),
                    left.isEmpty() ? asked.stream().map(Detail::shown).toList() : List.of()));
        }
        List<Side> right = new ArrayList<>();
        for (Spoken each : seen) {
            right.add(new Side(shown(each), right.isEmpty() ? answers(asked, each.message()) : List.of()));
        }
        StringBuilder text = new StringBuilder(why).append(sides.differ(left, right));
        if (!seen.isEmpty()) {
            Spoken first = seen.getFirst();
            text.append(SideBySide.whole(first.listener(), first.message()));
        }
        for (String remark : network.remarks()) {
            text.append("\n(").append(remark).append(")\n");
        }
        return new LadderFailure(text.toString());
    }

    /** A message as a rung; its line is named where it is another than the main one. */
    String shown(Spoken spoken) {
        TextMessage message = spoken.message();
        Line line = network.find(spoken.listener());
        Line owner = line == null ? null : line.account.owner(message.header("Call-ID"));
        String of = message.isRequest() ? "" : " " + message.method();
        return Rung.arrow(server, owner == null ? spoken.listener() : owner.told()) + "  " + message.what() + of;
    }

    private static List<String> answers(List<Detail> asked, TextMessage message) {
        return asked.stream()
                .map(detail -> detail.instead(message) instanceof String instead ? instead : detail.shown())
                .toList();
    }
}
