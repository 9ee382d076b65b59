package dev.reveille.drill.agent;

import dev.reveille.drill.flags.FlagValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which garbage is written when. */
final class GarbagePlan {
  private final Map<Stage, List<Garbage>> plan = new EnumMap<>(Stage.class);

  GarbagePlan(FlagValues values) {
    for (String list : values.all("garbage")) {
      for (String item : list.split(",")) {
        int at = item.indexOf('@');
        Stage stage = at < 0 ? Stage.PROMPT : Stage.parse(item.substring(at + 1));
        Garbage kind = Garbage.parse(at < 0 ? item : item.substring(0, at));
        plan.computeIfAbsent(stage, unused -> new ArrayList<>()).add(kind);
      }
    }
  }

  void write(Stage stage, Wire wire, String session) throws IOException {
    for (Garbage garbage : plan.getOrDefault(stage, List.of())) {
      garbage.write(wire, session);
    }
  }
}
