package dev.kontor.schema;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.kontor.migrations.Migrate;
import dev.kontor.schema.check.Check;
import org.junit.jupiter.api.Test;

/// The tools may depend on the migration function. The function must not depend on the tools.
final class ModuleBoundariesTest {

    private static final JavaClasses FUNCTION = builtWith(Migrate.class);
    private static final JavaClasses TOOLS = builtWith(Check.class);

    /// Each package is a slice, including the root package.
    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    @Test
    void theArchiveOfTheFunctionCarriesNoTools() {
        assertThat(FUNCTION).isNotEmpty();
        classes().should().resideInAPackage("dev.kontor.migrations..").check(FUNCTION);
    }

    @Test
    void theFunctionDoesNotDependOnTheTools() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.kontor.schema..")
                .check(FUNCTION);
    }

    @Test
    void packagesOfTheFunctionAreFreeOfCycles() {
        slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(FUNCTION);
    }

    @Test
    void packagesOfTheToolsAreFreeOfCycles() {
        slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(TOOLS);
    }

    /// Imports all classes of the module that contains the class.
    private static JavaClasses builtWith(Class<?> member) {
        var location = member.getProtectionDomain().getCodeSource().getLocation();
        return new ClassFileImporter().importUrl(location);
    }
}
