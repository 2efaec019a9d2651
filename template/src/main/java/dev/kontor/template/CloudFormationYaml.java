package dev.kontor.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Reads YAML with CloudFormation's short forms: `!GetAtt A.Arn` becomes `{Fn::GetAtt: A.Arn}`,
/// `!Ref A` becomes `{Ref: A}`, and so on. It resolves nothing, and leaves dates as text.
public final class CloudFormationYaml {
    private CloudFormationYaml() {}

    /// A file as maps, lists, texts, numbers and booleans.
    ///
    /// @throws IOException the file cannot be read, or is no YAML map
    @SuppressWarnings("unchecked") // The keys of a template are texts.
    public static Map<String, Object> read(Path file) throws IOException {
        try (var text = Files.newBufferedReader(file)) {
            if (new Yaml(new ShortForms()).load(text) instanceof Map<?, ?> map) {
                return (Map<String, Object>) map;
            }
            throw new IOException(file + ": not a map");
        } catch (YAMLException | IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static final class ShortForms extends SafeConstructor {
        ShortForms() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new ShortForm());
            yamlConstructors.put(Tag.TIMESTAMP, new ConstructYamlStr());
        }

        private final class ShortForm extends AbstractConstruct {
            @Override
            public Object construct(Node node) {
                var name = node.getTag().getValue().substring(1);
                var key = name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
                return Map.of(key, argument(node));
            }
        }

        private Object argument(Node node) {
            return switch (node) {
                case ScalarNode scalar -> scalar.getValue();
                case SequenceNode sequence -> constructSequence(sequence);
                case MappingNode mapping -> constructMapping(mapping);
                default -> throw new IllegalArgumentException("unknown YAML " + node);
            };
        }
    }
}
