import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;

/** Prints of each PDF whether it keeps the rules of a standard (ua1, 3a), and those that it breaks. */
public class ValidatePdf {
    public static void main(String[] arguments) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(arguments[0]);
        String name = arguments[0].startsWith("ua") ? "PDFUA-1" : "PDFA-" + arguments[0].toUpperCase();
        ClassLoader loader = PDFAFlavour.class.getClassLoader();
        ValidationProfile profile =
            Profiles.profileFromXml(loader.getResourceAsStream("org/verapdf/pdfa/validation/" + name + ".xml"));
        boolean allPass = true;
        for (int at = 1; at < arguments.length; at++) {
            allPass &= passes(arguments[at], flavour, profile);
        }
        System.exit(allPass ? 0 : 1);
    }

    private static boolean passes(String path, PDFAFlavour flavour, ValidationProfile profile) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), flavour)) {
            ValidationResult result = ValidatorFactory.createValidator(profile, 100, false, true, false).validate(parser);
            System.out.println(path + ": " + (result.isCompliant() ? "passes " : "FAILS ") + flavour);
            Map<String, String> broken = new TreeMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                    broken.putIfAbsent(rule, assertion.getErrorMessage() + " at " + assertion.getLocation().getContext());
                }
            }
            broken.forEach((rule, message) -> System.out.println("  " + rule + " " + message));
            return result.isCompliant();
        }
    }
}
