"""Files that say how a product is built, installed and run, whether a rule reads them or not."""

from medtrace.rules._deployment import kubernetes, managed, native, scripted, serverless, terraform, units
from medtrace.rules._parts._ends import GLOBS as PART_GLOBS
from medtrace.rules._platform._readers import GLOBS as PLATFORM_GLOBS

_READERS = (
    *(kubernetes.READER, managed.READER, native.READER, scripted.READER, serverless.READER),
    *(terraform.READER, units.READER),
)
_UNREAD = (
    *("**/Jenkinsfile*", "**/.gitlab-ci.yml", "**/.github/workflows/*.yml", "**/.github/workflows/*.yaml"),
    *("**/azure-pipelines*.yml", "**/.circleci/config.yml", "**/Makefile", "**/*.mk", "**/Procfile", "**/Vagrantfile"),
    *("**/*.service", "**/*.socket", "**/*.timer", "**/nginx*.conf", "**/nginx/**/*.conf", "**/httpd*.conf"),
    *(
        "**/haproxy*.cfg",
        "**/supervisord.conf",
        "**/*.container",
        "**/*.cmake",
        "**/CMakeLists.txt",
        "**/CMakePresets.json",
    ),
    *("**/deploy*.sh", "**/entrypoint*.sh", "**/install*.sh", "**/start*.sh", "**/run*.sh", "**/deploy/**/*.sh"),
    *("**/Chart.yaml", "**/values*.yaml", "**/kustomization.yaml", "**/ansible/**/*.yml", "**/playbook*.yml"),
)
GLOBS = tuple(sorted({*PART_GLOBS, *PLATFORM_GLOBS, *_UNREAD, *(glob for one in _READERS for glob in one.globs)}))
