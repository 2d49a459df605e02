import java.io.File;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Validates PDFs with the veraPDF engine: {@code java -cp ENGINE.jar Validate.java PROFILE FILE…}
 *
 * <p>PROFILE is one of the engine's own, such as PDFA-2U. For each file a line {@code file TAB ok} or,
 * for each rule it breaks, {@code file TAB clause-test TAB message}. The exit code is 0 whether or not
 * files pass, so that any other one means that validation itself failed.
 *
 * <p>The profile is read here by DOM because the engine's own reader needs a JAXB runtime, which Java
 * has not held since version 11.
 */
public final class Validate {
  private static final int FAILURES_KEPT_PER_RULE = 1;

  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("").setLevel(Level.SEVERE);
    VeraGreenfieldFoundryProvider.initialise();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    ValidationProfile profile = readProfile(arguments[0]);
    for (String file : List.of(arguments).subList(1, arguments.length)) {
      for (String finding : validate(new File(file), profile)) {
        out.println(file + "\t" + finding);
      }
    }
  }

  private static List<String> validate(File file, ValidationProfile profile) throws Exception {
    List<String> findings = new ArrayList<>();
    PDFAFlavour flavour = profile.getPDFAFlavour();
    try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour)) {
      ValidationResult result =
          ValidatorFactory.createValidator(profile, false, FAILURES_KEPT_PER_RULE)
              .validate(parser);
      for (TestAssertion assertion : result.getTestAssertions()) {
        if (assertion.getStatus() == TestAssertion.Status.FAILED) {
          RuleId rule = assertion.getRuleId();
          String where = assertion.getLocation().getContext();
          findings.add(
              rule.getClause() + "-" + rule.getTestNumber() + "\t"
                  + (assertion.getMessage() + " @ " + where).replaceAll("\\s+", " "));
        }
      }
      if (!result.isCompliant() && findings.isEmpty()) {
        throw new IllegalStateException(file + " is not compliant, and no rule says why");
      }
    }
    return findings.isEmpty() ? List.of("ok") : findings;
  }

  private static ValidationProfile readProfile(String name) throws Exception {
    String path = "/org/verapdf/pdfa/validation/" + name + ".xml";
    try (InputStream xml = Validate.class.getResourceAsStream(path)) {
      Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml)
          .getDocumentElement();
      Set<Rule> rules = new HashSet<>();
      for (Element rule : all(root, "rule")) {
        rules.add(readRule(rule));
      }
      Set<Variable> variables = new HashSet<>();
      for (Element variable : all(root, "variable")) {
        variables.add(
            Profiles.variableFromValues(
                variable.getAttribute("name"), variable.getAttribute("object"),
                text(variable, "defaultValue"), text(variable, "value")));
      }
      return Profiles.profileFromValues(
          PDFAFlavour.valueOf(root.getAttribute("flavour")),
          Profiles.profileDetailsFromValues(name, name, "veraPDF", new Date(0)), "", rules,
          variables);
    }
  }

  private static Rule readRule(Element rule) {
    Element id = all(rule, "id").get(0);
    List<ErrorArgument> none = new ArrayList<>();
    ErrorDetails error = Profiles.errorFromValues(text(rule, "message"), none);
    return Profiles.ruleFromValues(
        Profiles.ruleIdFromValues(
            PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
            id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
        rule.getAttribute("object"), Boolean.valueOf(rule.getAttribute("deferred")),
        rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"), error, List.of());
  }

  private static List<Element> all(Element parent, String tag) {
    NodeList found = parent.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int index = 0; index < found.getLength(); index++) {
      elements.add((Element) found.item(index));
    }
    return elements;
  }

  private static String text(Element parent, String tag) {
    return all(parent, tag).get(0).getTextContent();
  }
}
