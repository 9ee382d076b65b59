package dev.reveille.workflows;

import dev.reveille.domain.Json;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;

/** How our values travel through Temporal: in the one JSON form of {@link Json}. */
public final class Payloads {
  private static final DataConverter CONVERTER =
      new UnreadableInputs(
          DefaultDataConverter.newDefaultInstance()
              .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(Json.mapper())));

  private Payloads() {}

  /** The converter every client and worker of ours must use. Thread-safe. */
  public static DataConverter converter() {
    return CONVERTER;
  }
}
