package dev.reveille.cli.text;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.reveille.domain.Json;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Where a command speaks. In JSON form, standard output holds the result and nothing else; notes
 * and errors always go to standard error. Thread-safe.
 *
 * @param json whether the result is for a program
 * @param colours whether standard output shows them
 * @param attended whether a person watches standard error, so that progress is worth telling
 * @param columns width of the terminal
 */
public record Console(
    PrintStream out,
    PrintStream err,
    boolean json,
    boolean colours,
    boolean attended,
    int columns) {
  public Console {
    requireNonNull(out, "out is null");
    requireNonNull(err, "err is null");
  }

  /** The same without a voice of its own: only notes and errors are heard. */
  public Console muted() {
    return new Console(
        new PrintStream(OutputStream.nullOutputStream()), err, false, false, false, columns);
  }

  /** A line of the result, for people. */
  public synchronized void say(String line) {
    out.println(line);
    out.flush();
  }

  public void say(Table table) {
    table.lines(this).forEach(this::say);
  }

  /** A line beside the result. */
  public synchronized void note(String line) {
    err.println(line);
    err.flush();
  }

  /** A line of what goes on: with the result for people, beside it for programs. */
  public void tell(String line) {
    if (json) {
      note(line);
    } else {
      say(line);
    }
  }

  /** A line about long work; silent where nobody watches. */
  public void progress(String line) {
    if (attended) {
      note(line);
    }
  }

  /** The result as the one JSON document. */
  public synchronized void document(Object value) {
    try {
      out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the result cannot be written as JSON", e);
    }
  }

  /** One of several JSON documents, a line each. */
  public synchronized void jsonLine(Object value) {
    out.println(Json.write(value));
    out.flush();
  }

  /** A piece of running text, as it is. */
  public synchronized void piece(String text) {
    out.print(text);
    out.flush();
  }

  /** The text coloured, where colours are shown. */
  public String styled(Style style, String text) {
    return colours ? style.on(text) : text;
  }

  /** Whether the reader of the result has gone away. */
  public boolean abandoned() {
    return out.checkError();
  }
}
