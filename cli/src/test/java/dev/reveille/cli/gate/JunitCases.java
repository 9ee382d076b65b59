package dev.reveille.cli.gate;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Test cases as a build service reads them. */
final class JunitCases {
  private JunitCases() {}

  static List<String> of(String xml) {
    try {
      NodeList cases =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(xml)))
              .getElementsByTagName("testcase");
      List<String> names = new ArrayList<>();
      for (int i = 0; i < cases.getLength(); i++) {
        Element one = (Element) cases.item(i);
        boolean failed = one.getElementsByTagName("failure").getLength() > 0;
        names.add(one.getAttribute("name") + (failed ? ": failed" : ""));
      }
      return names;
    } catch (Exception e) {
      throw new AssertionError("no XML: " + xml, e);
    }
  }
}
