package dev.reveille.worker.board.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** Fills the templates, which are classes since the build. Thread-safe. */
public final class PageWriter {
  private static final int USUAL_CHARS = 64 * 1024;

  private final TemplateEngine engine;

  public PageWriter() {
    engine =
        TemplateEngine.createPrecompiled(
            null,
            ContentType.Html,
            PageWriter.class.getClassLoader(),
            PageWriter.class.getPackageName());
    engine.setTrimControlStructures(true);
  }

  /** A page; what stands in it as text is escaped as its place needs. */
  public String write(String template, Object page) {
    StringOutput output = new StringOutput(USUAL_CHARS);
    engine.render(template + ".jte", page, output);
    return output.toString();
  }
}
