"""The grammars, by suffix: Python, C, C++, CUDA, C#, Java, Kotlin, Swift, JavaScript, TypeScript, Go, Rust, MATLAB.

Each table is data about the node names of one grammar; a name that a table does not know is compared as it is written,
so that a gap makes a comparison stricter, never looser.
"""

from collections.abc import Mapping
from types import MappingProxyType

from medtrace.expressions import expression
from medtrace.syntax.grammar import Grammar


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _declares(**reach: str) -> Mapping[tuple[str, str], str]:
    """`b="parent.field parent"`: a name that stands there reaches so far."""
    return MappingProxyType(
        {(one.partition(".")[0], one.partition(".")[2]): kind for kind, words in reach.items() for one in words.split()}
    )


def _carriers(words: str) -> Mapping[str, frozenset[str]]:
    """`node-field-field`: a pattern and its fields that are no part of it."""
    return MappingProxyType({one.split("-")[0]: frozenset(one.split("-")[1:]) for one in words.split()})


PYTHON = Grammar(
    "tree_sitter_python",
    functions=_set("function_definition lambda"),
    blocks=_set("list_comprehension set_comprehension dictionary_comprehension generator_expression"),
    classes=_set("class_definition"),
    declares=_declares(
        f="assignment.left for_statement.left as_pattern_target named_expression.name aliased_import.alias",
        b=(
            "parameters lambda_parameters default_parameter.name typed_default_parameter.name typed_parameter "
            "list_splat_pattern dictionary_splat_pattern for_in_clause.left"
        ),
        o="function_definition.name",
        c="class_definition.name",
        t="keyword_argument.name global_statement nonlocal_statement",
    ),
    carriers=_carriers("pattern_list tuple_pattern list_pattern"),
    texts=_set("string_content"),
    imports=_set("import_statement import_from_statement"),
    parentheses=_set("parenthesized_expression"),
    commas_count=_set("tuple pattern_list expression_list subscript tuple_pattern"),
    semicolons_free=True,
    private=r"\A(?:async\s+)?def\s+_(?!_)\w*\Z",
    dynamic=_set("eval exec locals vars globals"),
    known=_set(
        "abs all any bool bytes callable chr dict dir divmod enumerate filter float format frozenset getattr hasattr "
        "hash hex id input int isinstance issubclass iter len list map max min next object oct open ord pow print "
        "property range repr reversed round set setattr slice sorted staticmethod str sum super tuple type zip "
        "Exception ValueError TypeError KeyError IndexError RuntimeError NotImplementedError AttributeError OSError "
        "ImportError StopIteration ZeroDivisionError Warning UserWarning DeprecationWarning __file__ __name__"
    ),
    named=_set("parameters default_parameter typed_parameter typed_default_parameter"),
    hoists=True,
)
_C = {
    "functions": _set("function_definition lambda_expression"),
    "blocks": _set("compound_statement for_statement for_range_loop catch_clause if_statement while_statement"),
    "classes": _set("class_specifier struct_specifier union_specifier namespace_definition enum_specifier"),
    "declares": _declares(
        b=(
            "declaration.declarator init_declarator.declarator pointer_declarator.declarator "
            "array_declarator.declarator reference_declarator parameter_declaration.declarator "
            "optional_parameter_declaration.declarator structured_binding_declarator for_range_loop.declarator"
        ),
        o="function_declarator.declarator",
        t="preproc_def.name preproc_function_def.name preproc_params",
    ),
    "texts": _set("string_literal raw_string_literal char_literal system_lib_string"),
    "imports": _set("preproc_include using_declaration"),
    "commas_free": _set("initializer_list enumerator_list"),
    "private": r"\bstatic\b",
    "dynamic": frozenset(),
}
C = Grammar("tree_sitter_c", **_C)  # type: ignore[arg-type]
CPP = Grammar("tree_sitter_cpp", **_C)  # type: ignore[arg-type]
CUDA = Grammar("tree_sitter_cuda", **_C)  # type: ignore[arg-type]
JAVA = Grammar(
    "tree_sitter_java",
    functions=_set("method_declaration constructor_declaration lambda_expression compact_constructor_declaration"),
    blocks=_set(
        "block for_statement enhanced_for_statement try_with_resources_statement catch_clause switch_block "
        "switch_block_statement_group switch_rule"
    ),
    classes=_set(
        "class_declaration interface_declaration enum_declaration record_declaration annotation_type_declaration"
    ),
    declares=_declares(
        b=(
            "variable_declarator.name formal_parameter.name catch_formal_parameter.name enhanced_for_statement.name "
            "resource.name lambda_expression.parameters inferred_parameters instanceof_expression.name"
        ),
        o="method_declaration.name",
        t="method_reference element_value_pair.key",
    ),
    texts=_set("string_literal character_literal"),
    imports=_set("import_declaration"),
    parentheses=_set("parenthesized_expression"),
    private=r"\bprivate\b",
)
CSHARP = Grammar(
    "tree_sitter_c_sharp",
    names=_set("identifier implicit_parameter"),
    functions=_set(
        "method_declaration constructor_declaration lambda_expression anonymous_method_expression "
        "local_function_statement accessor_declaration operator_declaration property_declaration"
    ),
    blocks=_set(
        "block for_statement foreach_statement using_statement catch_clause switch_section switch_expression_arm"
    ),
    classes=_set(
        "class_declaration interface_declaration struct_declaration record_declaration enum_declaration "
        "namespace_declaration"
    ),
    declares=_declares(
        b=(
            "variable_declarator.name parameter.name lambda_expression.parameters foreach_statement.left "
            "catch_declaration.name declaration_pattern.name declaration_expression.name"
        ),
        o="method_declaration.name local_function_statement.name",
        t="argument.name anonymous_object_creation_expression name_colon property_declaration.name",
    ),
    texts=_set("string_literal verbatim_string_literal raw_string_literal character_literal string_content"),
    imports=_set("using_directive"),
    parentheses=_set("parenthesized_expression"),
    private=r"\bprivate\b",
    dynamic=_set("nameof"),
    named=_set("parameter"),
)
KOTLIN = Grammar(
    "tree_sitter_kotlin",
    functions=_set("function_declaration anonymous_function lambda_literal secondary_constructor getter setter"),
    blocks=_set("block for_statement catch_block when_entry when_expression control_structure_body"),
    classes=_set("class_declaration object_declaration companion_object interface_declaration"),
    declares=_declares(b="variable_declaration parameter", o="function_declaration.name"),
    texts=_set("string_content character_literal"),
    imports=_set("import"),
    parentheses=_set("parenthesized_expression"),
    semicolons_free=True,
    private=r"\bprivate\b",
    named=_set("parameter"),
    late=True,
)
SWIFT = Grammar(
    "tree_sitter_swift",
    names=_set("simple_identifier"),
    functions=_set(
        "function_declaration init_declaration lambda_literal computed_property computed_getter computed_setter"
    ),
    blocks=_set("statements if_statement for_statement while_statement catch_block switch_entry"),
    classes=_set("class_declaration protocol_declaration"),
    declares=_declares(
        b=(
            "pattern.bound_identifier if_statement.bound_identifier guard_statement.bound_identifier "
            "while_statement.bound_identifier parameter.name lambda_parameter.name"
        ),
        o="function_declaration.name",
        t="value_argument_label parameter.external_name",
    ),
    texts=_set("line_str_text multi_line_str_text raw_str_part"),
    imports=_set("import_declaration"),
    semicolons_free=True,
    private=r"\b(?:private|fileprivate)\b",
    late=True,
)
_SCRIPT = {
    "functions": _set(
        "function_declaration function_expression arrow_function method_definition generator_function "
        "generator_function_declaration"
    ),
    "blocks": _set("statement_block for_statement for_in_statement catch_clause switch_body"),
    "classes": _set("class_declaration class abstract_class_declaration interface_declaration"),
    "keyed": _set("shorthand_property_identifier shorthand_property_identifier_pattern"),
    "declares": _declares(
        b=(
            "variable_declarator.name formal_parameters arrow_function.parameter catch_clause.parameter "
            "for_in_statement.left required_parameter.pattern optional_parameter.pattern"
        ),
        o="function_declaration.name generator_function_declaration.name",
        c="class_declaration.name",
    ),
    "carriers": _carriers(
        "array_pattern object_pattern rest_pattern assignment_pattern-right object_assignment_pattern-right "
        "pair_pattern-key"
    ),
    "texts": _set("string template_string_content string_fragment regex"),
    "imports": _set("import_statement"),
    "parentheses": _set("parenthesized_expression parenthesized_type"),
    "commas_count": _set("array_pattern"),
    "semicolons_free": True,
    "private": r"\A(?:async\s+)?function\b",
    "dynamic": _set("eval with"),
    "known": _set(
        "console process JSON Math Object Array String Number Boolean Date Error TypeError RegExp Map Set Promise "
        "Symbol Buffer undefined NaN Infinity isNaN isFinite parseInt parseFloat window document global globalThis "
        "require module exports arguments navigator location localStorage setTimeout setInterval performance "
        "__dirname __filename"
    ),
    "hoists": True,
}
JAVASCRIPT = Grammar("tree_sitter_javascript", **_SCRIPT)  # type: ignore[arg-type]
TYPESCRIPT = Grammar("tree_sitter_typescript", "language_typescript", **_SCRIPT)  # type: ignore[arg-type]
TSX = Grammar("tree_sitter_typescript", "language_tsx", **_SCRIPT)  # type: ignore[arg-type]
GO = Grammar(
    "tree_sitter_go",
    functions=_set("function_declaration method_declaration func_literal"),
    blocks=_set(
        "block for_statement if_statement expression_switch_statement type_switch_statement expression_case "
        "type_case communication_case default_case"
    ),
    declares=_declares(
        b=(
            "parameter_declaration.name variadic_parameter_declaration.name short_var_declaration.left var_spec.name "
            "const_spec.name range_clause.left type_switch_statement.alias"
        ),
        t="keyed_element.key function_declaration.name",
    ),
    carriers=_carriers("expression_list literal_element"),
    texts=_set("interpreted_string_literal raw_string_literal rune_literal"),
    imports=_set("import_declaration"),
    parentheses=_set("parenthesized_expression"),
    semicolons_free=True,
    late=True,
)
RUST = Grammar(
    "tree_sitter_rust",
    functions=_set("function_item closure_expression"),
    blocks=_set("block for_expression if_expression while_expression match_arm match_block"),
    classes=_set("impl_item trait_item mod_item"),
    declares=_declares(
        b=(
            "parameter.pattern closure_parameters let_declaration.pattern for_expression.pattern "
            "let_condition.pattern match_arm.pattern field_pattern.pattern"
        ),
        t="shorthand_field_initializer macro_invocation.macro function_item.name",
    ),
    carriers=_carriers(
        "tuple_pattern tuple_struct_pattern-type ref_pattern mut_pattern captured_pattern match_pattern-condition "
        "reference_pattern or_pattern slice_pattern struct_pattern-type"
    ),
    texts=_set("string_literal raw_string_literal char_literal"),
    imports=_set("use_declaration"),
    commas_count=_set("tuple_expression tuple_type tuple_pattern token_tree"),
    late=True,
)
MATLAB = Grammar(
    "tree_sitter_matlab",
    functions=_set("function_definition lambda"),
    classes=_set("class_definition"),
    declares=_declares(
        f=(
            "assignment.left multioutput_variable function_arguments.arguments function_output iterator "
            "lambda.arguments"
        ),
        t="field_expression.field function_definition.name",
    ),
    texts=_set("string_content string"),
    commas_count=_set("matrix row arguments"),
    dynamic=_set("eval evalin evalc assignin load save exist who whos clear inputname global persistent"),
    hoists=True,
)
_BY_SUFFIX = (
    (PYTHON, "py pyi pyw"),
    (C, "c"),
    (CPP, "h cpp cc cxx hpp hh hxx ino"),
    (CUDA, "cu cuh"),
    (JAVA, "java"),
    (CSHARP, "cs"),
    (KOTLIN, "kt kts"),
    (SWIFT, "swift"),
    (JAVASCRIPT, "js mjs cjs jsx"),
    (TYPESCRIPT, "ts mts cts"),
    (TSX, "tsx"),
    (GO, "go"),
    (RUST, "rs"),
    (MATLAB, "m"),
)
_GRAMMARS = {suffix: grammar for grammar, suffixes in _BY_SUFFIX for suffix in suffixes.split()}


_OBJECTIVE_C = expression(
    r"(?m)^\s*(?:#\s*(?:import|include|define|pragma)|@(?:interface|implementation|import)|//|/\*)"
)


def grammar_of(path: str, text: str = "") -> Grammar | None:
    """The grammar that reads a path, by its suffix; a `.m` whose text is Objective-C has none."""
    name = path.rsplit("/", 1)[-1].lower()
    found = _GRAMMARS.get(name.rpartition(".")[2]) if "." in name else None
    return None if found is MATLAB and _OBJECTIVE_C.search(text) else found
