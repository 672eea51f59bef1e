"""Configurations that hold and configurations that do not, for the reader and for the schema alike."""

FULL = r"""# yaml-language-server: $schema=schemas/config.schema.json
product:
  name: {zh: 单导联心电房颤辅助提示软件, en: Single-lead AF prompt}
  model: ECG-AF-S1
  applicant: 示例公司
  agent:
  management_class: {zh: 三类（示例）, en: Class III (example)}
  safety_class: 严重
  safety_reason: {zh: 漏报, en: Missed alarm}
  ai: true
version:
  tags: 'v{X}.{Y}[.{Z}]'
  fields:
    - {id: X, digits: "1-2", range: [1, 99], meaning: {zh: 重大, en: major}, covers: [enhancement-major, ai-algorithm]}
    - {id: Y, digits: 2, range: [0, 99], covers: [enhancement-minor], reset_on: [X], examples: [{zh: 甲, en: A}, 乙]}
    - {id: Z, covers: [corrective, cyber-patch], reset_on: [X, Y]}
    - {id: B, digits: "4", range: [1, 9999], covers: [build]}
registrations:
  - {kind: initial, certificate: 国械注准2020（示例）, approved_on: 2020-09-01, rev: v1.0, release_version: 1}
  - {kind: change, accepted_on: 2023-02, dossier_version: V1.1.0.0396, rev: v1.1, release_version: 1.10}
sources:
  - {format: markdown-headings, files: ['docs/需求/*.md'], id: 'SRS-\d{3}', kind: requirement, options: {levels: [2]}}
  - format: csv-table
    files: [docs/risk.csv]
    exclude: [docs/old/**]
    id: 'RISK-\d+'
    kind: risk
    options: {columns: {id: 编号}}
  - {format: code-tags, files: ['src/**/*.py'], options: {test_id: 'TC-\d{3}', tests: true}}
links:
  - {from: requirement, field: 追溯, kind: derives}
  - {from: risk-control, field: 实施, kind: implements, reverse: true}
meaning: [{kind: requirement, fields: [title, text, 优先级]}]
commits: {ids: ['(?:SRS|RISK)-\d{3}'], issues: ['#\d+', 'CR-\d{4}-\d{3}'], ranges: true}
components:
  - id: rhythm
    name: {zh: 节律判读, en: Rhythm}
    files: ['src/rhythm.py', 'model/**']
    safety_class: 严重
    tags: [core-algorithm]
    design: [SDD-007]
  - {id: own, files: [src/own/**], tags: [家用模式]}
not_product: ['tests/**']
results: [{files: ['results/**/*.xml'], format: junit}]
environment: [{name: Ubuntu, kind: os, version: 22.04, compatible: [20.04]}]
controlled_documents:
  - {name: 说明书, number: D-1, kind: ifu, baseline: {edition: A/0}, current: {edition: A/1, path: docs/ifu.docx}}
artifacts: ['dist/*.whl']
externals: ['EXT-\d+']
approvers: [{name: 张三, role: 法规, key: abc}]
records: {folder: .trace}
documents: {numbers: {update-history: UH-01}, company: {zh: 甲, en: A}, languages: [zh, zh-en], formats: [md]}
profiles: [nmpa-2022]
repositories: [{name: firmware, path: ../firmware, rev: v2}]
"""

_SOURCES = "sources:\n  - {format: markdown-headings, files: ['a.md'], id: 'R-\\d+', kind: requirement}\n"

VALID = {
    "everything": FULL,
    "sources only": _SOURCES,
    "no source": "sources: []\n",
    "keys without a value": _SOURCES + "components:\nnot_product:\nproduct:\n  name:\n  ai:\nversion:\n",
    "kinds of the project": "sources: [{format: csv-table, files: [a], id: A, kind: 场景}]\n"
    "links: [{from: 场景, field: f, kind: uses}]\n",
    "no id where none is needed": "sources: [{format: mentions, files: [a]}, {format: gherkin, files: [b]}]\n",
    "numbers as text": _SOURCES + "product: {model: 12, udi_di: 069, name: 5}\n",
    "tags without fields": _SOURCES + "version: {tags: 'release/{A}.{B}'}\n",
}

INVALID = {
    "misspelt key": (_SOURCES + "componets: []\n", "3:1", 'unknown key "componets"; did you mean "components"?'),
    "misspelt key below": (
        _SOURCES + "product:\n  safty_class: 严重\n",
        "4:3",
        'unknown key "safty_class"; did you mean "safety_class"?',
    ),
    "key of the other language": (
        _SOURCES + "commits: {编号: []}\n",
        "3:11",
        'unknown key "编号"; known: ids, issues, ranges',
    ),
    "wrong word": (
        _SOURCES + "product:\n  safety_class: 严重的\n",
        "4:17",
        'safety_class: expected 轻微, 中等 or 严重, got "严重的"; did you mean "严重"?',
    ),
    "wrong word in a list": (
        _SOURCES + "documents: {formats: [md, pdfs]}\n",
        "3:27",
        'formats[1]: expected md, docx or html, got "pdfs"',
    ),
    "list for text": (_SOURCES + "product: {model: [a]}\n", "3:18", "model: expected text, got a list of 1"),
    "text for a list": (_SOURCES + "not_product: docs/**\n", "3:14", 'not_product: expected a list, got "docs/**"'),
    "text for a mapping": (_SOURCES + "product: X\n", "3:10", 'product: expected a mapping, got "X"'),
    "nothing for an entry": (_SOURCES + "components:\n  -\n", "4:4", "components[0]: expected a mapping, got nothing"),
    "list for two languages": (
        _SOURCES + "product: {name: [a]}\n",
        "3:17",
        "name: expected text or {zh, en}, got a list of 1",
    ),
    "yes is no switch": (_SOURCES + "product: {ai: yes}\n", "3:15", 'ai: expected true or false, got "yes"'),
    "word for a number": (
        _SOURCES + "version: {tags: '{X}', fields: [{id: X, range: [a, 9]}]}\n",
        "3:49",
        'range[0]: expected a whole number, got "a"',
    ),
    "three numbers for a range": (
        _SOURCES + "version: {tags: '{X}', fields: [{id: X, range: [1, 2, 3]}]}\n",
        "3:48",
        "range: expected at most 2, got a list of 3",
    ),
    "missing translation": (_SOURCES + "product: {name: {zh: 甲}}\n", "3:17", 'name: translation "en" is missing'),
    "missing key": (_SOURCES + "components: [{id: a}]\n", "3:14", 'required key "files" is missing'),
    "missing value": (_SOURCES + "components: [{files: [a], id: }]\n", "3:27", "id: the value is missing"),
    "missing sources": ("product: {model: a}\n", "1:1", 'required key "sources" is missing'),
    "no file": (
        _SOURCES + "components: [{id: a, files: []}]\n",
        "3:29",
        "files: expected at least 1, got an empty list",
    ),
    "no profile": (_SOURCES + "profiles: []\n", "3:11", "profiles: expected at least 1, got an empty list"),
    "no date": (
        _SOURCES + "registrations: [{kind: change, approved_on: 10.2.2023}]\n",
        "3:45",
        'approved_on: expected a date, YYYY-MM-DD or YYYY-MM, got "10.2.2023"',
    ),
    "no digest": (
        _SOURCES + "controlled_documents: [{name: a, kind: ifu, baseline: {sha256: ABC}}]\n",
        "3:64",
        'sha256: expected a SHA-256 of 64 lower-case hexadecimal digits, got "ABC"',
    ),
    "link kind": (
        _SOURCES + "links: [{from: risk, field: a, kind: drives}]\n",
        "3:38",
        (
            "kind: expected derives, satisfies, implements, verifies, mitigates, controls, causes, result-of, part-of, "
            'uses, resolves or mentions, got "drives"; did you mean "derives"?'
        ),
    ),
    "registration kind": (
        _SOURCES + "registrations: [{kind: initail}]\n",
        "3:24",
        'kind: expected initial, change, renewal or notice, got "initail"; did you mean "initial"?',
    ),
    "field name": (
        _SOURCES + "version: {tags: '{X}', fields: [{id: X}, {id: 大}]}\n",
        "3:47",
        'id: expected text like ^[A-Za-z_][A-Za-z0-9_]*$, got "大"',
    ),
    "no id": ("sources: [{format: csv-table, files: [a], kind: risk}]\n", "1:11", 'required key "id" is missing'),
    "a list": ("- a\n", "1:1", "—: expected a mapping, got a list of 1"),
}
"""Text, line:column, words: mistakes that the schema finds too."""

BEYOND = {
    "bad expression": (
        "sources: [{format: mentions, files: [a], id: '(x'}]\n",
        "1:46",
        'id: not a valid expression: missing ), unterminated subpattern at character 1, got "(x"',
    ),
    "expression that matches nothing": (
        _SOURCES + "externals: ['A*']\n",
        "3:13",
        'externals[0]: the expression matches the empty text and so matches everywhere, got "A*"',
    ),
    "named group": (
        _SOURCES + "commits: {ids: ['(?P<n>A)']}\n",
        "3:17",
        (
            "ids[0]: named groups and back-references cannot be used, for patterns are joined into one; write (?:…), "
            'got "(?P<n>A)"'
        ),
    ),
    "back-reference": (
        _SOURCES + "commits: {ids: ['(A)\\1']}\n",
        "3:17",
        (
            "ids[0]: named groups and back-references cannot be used, for patterns are joined into one; write (?:…), "
            'got "(A)\\1"'
        ),
    ),
    "flag inside": (_SOURCES + "externals: ['A(?i)b']\n", "3:13", 'externals[0]: write flags as (?i:…), got "A(?i)b"'),
    "flag at the start": (
        _SOURCES + "externals: ['(?i)b']\n",
        "3:13",
        'externals[0]: write flags as (?i:…), got "(?i)b"',
    ),
    "folder for a glob": (
        _SOURCES + "not_product: [docs/]\n",
        "3:15",
        'not_product[0]: files below a folder are written "docs/**", got "docs/"',
    ),
    "absolute glob": (
        _SOURCES + "not_product: [/docs/**]\n",
        "3:15",
        (
            "not_product[0]: expected a glob from the root of the repository, with / and without ..; exclusions "
            "stand in "
            'exclude, got "/docs/**"'
        ),
    ),
    "braces": (
        _SOURCES + "not_product: ['*.{a,b}']\n",
        "3:15",
        'not_product[0]: braces are not expanded; write one glob for each, got "*.{a,b}"',
    ),
    "bad set": (
        _SOURCES + "not_product: ['[z-a]']\n",
        "3:15",
        'not_product[0]: the set in this glob is not valid (bad character range z-a), got "[z-a]"',
    ),
    "records elsewhere": (
        _SOURCES + "records: {folder: ../x}\n",
        "3:19",
        'folder: expected a folder relative to the root of the repository, with /, got "../x"',
    ),
    "nearly a kind": (
        "sources: [{format: csv-table, files: [a], id: A, kind: requirment}]\n",
        "1:56",
        'kind: unknown word "requirment"; did you mean "requirement"?',
    ),
    "nearly a tag": (
        _SOURCES + "components: [{id: a, files: [a], tags: [core_algorithm]}]\n",
        "3:41",
        'tags[0]: unknown word "core_algorithm"; did you mean "core-algorithm"?',
    ),
    "unknown format": (
        "sources: [{format: markdown-heading, files: [a], id: A, kind: risk}]\n",
        "1:20",
        'unknown format "markdown-heading"; did you mean "markdown-headings"?',
    ),
    "unknown option": (
        "sources: [{format: csv-table, files: [a], id: A, kind: risk, options: {colums: {}}}]\n",
        "1:72",
        'unknown option "colums"; did you mean "columns"?',
    ),
    "wrong option": (
        "sources: [{format: csv-table, files: [a], id: A, kind: risk, options: {levels: [1, x]}}]\n",
        "1:84",
        'levels[1]: expected a whole number, got "x"',
    ),
    "required option": (
        "sources: [{format: needy, files: [a], id: A, kind: risk}]\n",
        "1:11",
        'required option "tag" is missing',
    ),
    "option refused by the plug-in": (
        "sources: [{format: csv-table, files: [a], id: A, kind: risk, options: {delimiter: ''}}]\n",
        "1:71",
        "the options are not valid: the delimiter is empty",
    ),
    "meaning of a kind twice": (
        _SOURCES + "meaning:\n  - {kind: test, fields: [text]}\n  - {kind: test, fields: [title]}\n",
        "5:12",
        'kind: "test" stands twice; first at line 4, column 12',
    ),
    "key twice": (_SOURCES + "sources: []\n", "3:1", 'key "sources" stands twice; first at line 1, column 1'),
    "component twice": (
        _SOURCES + "components: [{id: a, files: [a]}, {id: a, files: [b]}]\n",
        "3:40",
        'id: "a" stands twice; first at line 3, column 19',
    ),
    "profile twice": (
        _SOURCES + "profiles: [a, a]\n",
        "3:15",
        'profiles: "a" stands twice; first at line 3, column 12',
    ),
    "link twice": (
        _SOURCES + "links: [{from: risk, field: a, kind: uses}, {from: risk, field: a, kind: causes}]\n",
        "3:65",
        'field: "a" stands twice; first at line 3, column 29',
    ),
    "link from nowhere": (
        _SOURCES + "links: [{from: 场景, field: a, kind: uses}]\n",
        "3:16",
        (
            'from: unknown item kind "场景"; known: user-need, requirement, specification, design, unit, test, '
            "test-execution, test-result, risk, hazard, hazardous-situation, harm, risk-control, defect, "
            "change-request, "
            "component, model, dataset"
        ),
    ),
    "field of the tag": (
        _SOURCES + "version: {tags: 'v{X}.{W}', fields: [{id: X}]}\n",
        "3:17",
        'tags: unknown field "W"; known: X',
    ),
    "no field in the tag": (_SOURCES + "version: {tags: v1}\n", "3:17", 'tags: fields are written {X}, got "v1"'),
    "open brace in the tag": (
        _SOURCES + "version: {tags: 'v{X}.{Y'}\n",
        "3:17",
        'tags: fields are written {X}, got "v{X}.{Y"',
    ),
    "nested brackets": (
        _SOURCES + "version: {tags: 'v{X}[.{Y}[.{Z}]]'}\n",
        "3:17",
        "tags: square brackets come in pairs and are not nested",
    ),
    "field twice in the tag": (
        _SOURCES + "version: {tags: 'v{X}.{X}'}\n",
        "3:17",
        "tags: field X stands more than once",
    ),
    "reset by a lower field": (
        _SOURCES + "version: {tags: '{X}.{Y}', fields: [{id: X, reset_on: [Y]}, {id: Y}]}\n",
        "3:56",
        "reset_on: Y is not above X; only a higher field restarts it",
    ),
    "reset by no field": (
        _SOURCES + "version: {tags: '{X}', fields: [{id: X}, {id: Y, reset_on: [Q]}]}\n",
        "3:61",
        'reset_on: unknown field "Q"; known: X',
    ),
    "range turned round": (
        _SOURCES + "version: {tags: '{X}', fields: [{id: X, range: [9, 1]}]}\n",
        "3:49",
        "range: the lowest number is above the highest",
    ),
    "range beyond its digits": (
        _SOURCES + "version: {tags: '{X}', fields: [{id: X, digits: 1-2, range: [0, 100]}]}\n",
        "3:65",
        "range: 100 needs more than 2 digits",
    ),
    "negative range": (
        _SOURCES + "version: {tags: '{X}', fields: [{id: X, range: [-1, 9]}]}\n",
        "3:49",
        "range: a version number is not negative",
    ),
    "digits turned round": (
        _SOURCES + "version: {tags: '{X}', fields: [{id: X, digits: 3-2}]}\n",
        "3:49",
        "digits: the least number of digits is above the most",
    ),
    "repository without place": (
        _SOURCES + "repositories: [{name: a}]\n",
        "3:16",
        "give exactly one of snapshot or path",
    ),
}
"""The same for mistakes that a schema cannot see."""
