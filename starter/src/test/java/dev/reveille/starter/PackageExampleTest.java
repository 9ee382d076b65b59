package dev.reveille.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageExampleTest {
  @TempDir Path classes;

  @Test
  void the_example_of_the_package_is_a_program() throws IOException {
    StringWriter said = new StringWriter();
    boolean compiles =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                said,
                null,
                null,
                List.of("-proc:none", "-Xlint:all,-path", "-d", classes.toString()),
                null,
                List.of(new Text("Nightly", example())))
            .call();
    assertThat(compiles).as(said.toString()).isTrue();
    assertThat(said.toString()).isEmpty();
  }

  private static String example() throws IOException {
    Path file = Path.of("src/main/java/dev/reveille/starter/package-info.java");
    String text = Files.readString(file);
    return text.substring(text.indexOf("<pre>{@code") + 11, text.indexOf("}</pre>"))
        .lines()
        .map(line -> line.replaceFirst("^ \\* ?", ""))
        .collect(Collectors.joining("\n"));
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String name, String text) {
      super(URI.create("text:///" + name + ".java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
