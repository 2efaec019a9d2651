package dev.kontor.local.gateway;

import java.io.Reader;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Reads YAML with CloudFormation's short forms: `!GetAtt A.Arn` becomes `{Fn::GetAtt: A.Arn}`,
/// `!Ref A` becomes `{Ref: A}`, and so on. Nothing is resolved.
final class CloudFormationYaml {
    private CloudFormationYaml() {}

    static @Nullable Object load(Reader text) {
        return new Yaml(new ShortForms()).load(text);
    }

    private static final class ShortForms extends SafeConstructor {
        ShortForms() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    var name = node.getTag().getValue().substring(1);
                    var key = name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
                    return Map.of(key, argument(node));
                }
            });
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
