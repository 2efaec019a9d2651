package dev.kontor.local;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Each package of `local` can be understood without the packages that use it.
@AnalyzeClasses(packages = "dev.kontor.local", importOptions = DoNotIncludeTests.class)
final class PackagesTest {
    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("dev.kontor.(**)").should().beFreeOfCycles();
}
