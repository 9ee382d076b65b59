package dev.reveille.starter.files.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reveille.starter.files.problem.Place;
import java.util.List;

/** A list as it was written. */
public record Sequence(Place place, List<Node> items) implements Node {
  public Sequence {
    items = List.copyOf(items);
  }

  @Override
  public Sequence movedTo(Place other) {
    return new Sequence(other, items.stream().map(item -> item.movedTo(other)).toList());
  }

  @Override
  public String shown() {
    return items.isEmpty() ? "an empty list" : "a list";
  }

  @Override
  public JsonNode json() {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    items.forEach(item -> array.add(item.json()));
    return array;
  }
}
