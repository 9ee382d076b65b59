package dev.reveille.workflows;

import dev.reveille.domain.run.FailureType;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.payload.context.SerializationContext;
import io.temporal.workflow.unsafe.WorkflowUnsafe;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fails a run whose input cannot be read. The SDK reads it before our code begins, and would try
 * again for ever: an input that somebody wrote by hand does not mend itself.
 */
record UnreadableInputs(DataConverter converter) implements DataConverter {
  @Override
  public <T> Optional<Payload> toPayload(@Nullable T value) {
    return converter.toPayload(value);
  }

  @Override
  public <T> @Nullable T fromPayload(Payload payload, Class<T> valueClass, Type valueType) {
    try {
      return converter.fromPayload(payload, valueClass, valueType);
    } catch (DataConverterException e) {
      throw judged(e, valueClass);
    }
  }

  @Override
  public Optional<Payloads> toPayloads(@Nullable Object... values) {
    return converter.toPayloads(values);
  }

  @Override
  public <T> @Nullable T fromPayloads(
      int index, Optional<Payloads> content, Class<T> valueClass, Type valueType) {
    try {
      return converter.fromPayloads(index, content, valueClass, valueType);
    } catch (DataConverterException e) {
      throw judged(e, valueClass);
    }
  }

  /** The cause is left out: it may quote a prompt. */
  private static RuntimeException judged(DataConverterException e, Class<?> valueClass) {
    if (valueClass != JobRun.Input.class || !WorkflowUnsafe.isWorkflowThread()) {
      return e;
    }
    return ApplicationFailure.newNonRetryableFailure(
        "The run's input cannot be read (expected: what `reveille start` or a schedule of"
            + " Reveille's writes). Start the job with `reveille start`.",
        FailureType.INTERNAL.name());
  }

  @Override
  public RuntimeException failureToException(Failure failure) {
    return converter.failureToException(failure);
  }

  @Override
  public Failure exceptionToFailure(Throwable throwable) {
    return converter.exceptionToFailure(throwable);
  }

  @Override
  public DataConverter withContext(SerializationContext context) {
    return new UnreadableInputs(converter.withContext(context));
  }
}
