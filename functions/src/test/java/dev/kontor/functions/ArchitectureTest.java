package dev.kontor.functions;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.kontor.functions.http.Operation;
import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.ListQuery;
import dev.kontor.shared.database.Query;
import java.util.Map;

/// The shape of `functions` and `shared`, which every later feature copies.
@AnalyzeClasses(
        packages = "dev.kontor",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

    /// The archives of other modules' tests.
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String FUNCTIONS = "dev.kontor.functions..";

    private static final String[] SHARED = {
        "dev.kontor.shared..",
        "dev.kontor.files..",
        "dev.kontor.folders..",
        "dev.kontor.tags..",
        "dev.kontor.search..",
        "dev.kontor.credits..",
        "dev.kontor.purchases..",
        "dev.kontor.idempotency..",
        "dev.kontor.settings..",
        "dev.kontor.shares..",
        "dev.kontor.users..",
        "dev.kontor.trash..",
        "dev.kontor.items..",
        "dev.kontor.quotas..",
        "dev.kontor.versions..",
        "dev.kontor.exports..",
        "dev.kontor.zip..",
        "dev.kontor.storage..",
        "dev.kontor.tree..",
        "dev.kontor.health.."
    };

    @ArchTest
    static final ArchRule operationsAreOneClassEachInTheirFeature = classes()
            .that()
            .areAssignableTo(Operation.class)
            .and()
            .doNotHaveFullyQualifiedName(Operation.class.getName())
            .should()
            .bePublic()
            .andShould()
            .haveModifier(JavaModifier.FINAL)
            .andShould()
            .beTopLevelClasses()
            .andShould()
            .resideInAPackage("dev.kontor.functions.*")
            .andShould()
            .resideOutsideOfPackage("dev.kontor.functions.http")
            .andShould(be(directlyBelowOperation()));

    @ArchTest
    static final ArchRule operationsHoldNoState = fields().that()
            .areDeclaredInClassesThat()
            .areAssignableTo(Operation.class)
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule operationsThemselvesHaveNoInstanceFields = fields().that()
            .areDeclaredInClassesThat(describe("are operations", ArchitectureTest::isOperation))
            .should()
            .beStatic()
            .allowEmptyShould(true); // at best there are no fields at all

    @ArchTest
    static final ArchRule operationsAreConstructedAsLambdaDoes = constructors()
            .that()
            .areDeclaredInClassesThat(describe("are operations", ArchitectureTest::isOperation))
            .should()
            .haveRawParameterTypes(new Class<?>[0])
            .andShould()
            .bePublic();

    /// An operation reaches data only through its action, which runs only for a valid request.
    @ArchTest
    static final ArchRule operationsGetTheirKontorFromTheBaseClassAlone = noClasses()
            .that(describe("are operations", ArchitectureTest::isOperation))
            .should()
            .callMethod(Kontor.class, "current")
            .orShould()
            .callConstructor(Kontor.class, Map.class);

    /// Each package is a slice, also the root package with the composition root.
    @ArchTest
    static final ArchRule packagesOfFunctionsAreFreeOfCycles =
            slices().assignedFrom(new PackagesOfFunctions()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule sharedKnowsNothingOfFunctions = noClasses()
            .that()
            .resideInAnyPackage(SHARED)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    FUNCTIONS, "dev.kontor.migrations..", "com.amazonaws.services.lambda..", "tools.jackson..");

    @ArchTest
    static final ArchRule functionsReachTheDatabaseThroughSharedAlone = noClasses()
            .that()
            .resideInAPackage(FUNCTIONS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "org.postgresql..",
                    "com.zaxxer..",
                    "software.amazon.jdbc..",
                    "dev.kontor.migrations..");

    /// A statement is a [Query] or a [ListQuery], and these are written down in `*Sql` alone.
    @ArchTest
    static final ArchRule sqlStandsInSqlClassesAlone = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Sql")
            .and()
            .resideOutsideOfPackages("dev.kontor.shared.database", "dev.kontor.migrations..")
            .should()
            .callConstructor(Query.class, String.class, String.class, Fragment[].class)
            .orShould()
            .callMethod(ListQuery.class, "named", String.class);

    @ArchTest
    static final ArchRule plainJdbcIsForMappersAndTheDatabasePackage = noClasses()
            .that()
            .resideInAnyPackage(SHARED)
            .and()
            .resideOutsideOfPackage("dev.kontor.shared.database")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.sql.Statement")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.sql.Connection")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.sql.PreparedStatement");

    @ArchTest
    static final ArchRule awssSdkIsKnownToOneClassAlone = noClasses()
            .that()
            .resideInAnyPackage(SHARED)
            .or()
            .resideInAPackage(FUNCTIONS)
            .and()
            .haveNameNotMatching("dev\\.kontor\\.storage\\.S3(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..");

    @ArchTest
    static final ArchRule nothingWritesToTheStandardStreams = noClasses()
            .that()
            .resideInAPackage(FUNCTIONS)
            .or()
            .resideInAnyPackage(SHARED)
            .should(ACCESS_STANDARD_STREAMS);

    private static boolean isOperation(JavaClass type) {
        return type.isAssignableTo(Operation.class) && !type.isEquivalentTo(Operation.class);
    }

    private static DescribedPredicate<JavaClass> directlyBelowOperation() {
        return describe(
                "extend Operation itself",
                type -> type.getRawSuperclass()
                        .filter(parent -> parent.isEquivalentTo(Operation.class))
                        .isPresent());
    }

    private static final class PackagesOfFunctions implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return JavaClass.Predicates.resideInAPackage(FUNCTIONS).test(type)
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages of functions";
        }
    }
}
