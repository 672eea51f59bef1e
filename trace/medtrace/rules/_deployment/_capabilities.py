"""Capabilities of cybersecurity (G7 二(四)) by the settings and named constructs that show them.

A setting is known by its name in one spelling (`spelled`), a construct by how code of some language or framework names
it. What switches a capability on or off has a direction; what only sets a parameter has none.
"""

from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.words import Localized

CAPABILITIES = {
    "authentication": Localized("人员鉴别", "authentication"),
    "authorisation": Localized("授权", "authorisation"),
    "session": Localized("会话与自动注销", "session and automatic logoff"),
    "transport": Localized("传输保密性", "confidentiality of transfer"),
    "storage": Localized("存储保密性", "confidentiality of storage"),
    "audit": Localized("审核", "audit"),
    "hardening": Localized("系统加固", "hardening"),
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a setting is about; `taken_by` is the switch that takes the capability away, empty for a mere parameter."""

    capability: str
    taken_by: str = ""


_ON = {"true", "yes", "on", "1", "enabled", "required", "require", "force", "strict", "always"}
_OFF = {"false", "no", "off", "0", "disabled", "none", "disable", "never", "permitall", "anonymous"}
_IS = r"(?:enabled?|required?|active|enforced?|mode)"
# Capability, the switch that takes it away, and the names; the first that fits a name counts.
_SETTINGS = (
    ("authentication", "on", r"(?:bypass|disable|skip|no)-(?:auth\w*|login)|allow-anonymous|guest-(?:access|enabled)"),
    ("authentication", "on", r"anonymous(?:-access|[.-]enabled)?$"),
    (
        "authentication",
        "off",
        rf"(?:^|[.-])(?:auth|authentication|login|mfa|2fa|two-factor|basic-auth|oauth2?|oidc|ldap|saml)[.-]{_IS}$",
    ),
    ("authentication", "off", r"(?:require|enable|enforce)-(?:auth\w*|login|mfa|password|client-cert\w*)$"),
    ("authentication", "", r"password-?(?:policy|min|length|expir|complexity|history)|min(?:imum)?-password"),
    ("authentication", "", r"(?:login|max)-(?:login-)?attempts|lockout|bcrypt|argon|pbkdf|hash-(?:algorithm|rounds)"),
    ("authorisation", "off", rf"(?:^|[.-])(?:rbac|acl|authorization|authorisation|authz|permissions?)[.-]{_IS}$"),
    ("session", "off", r"cookie.*(?:secure|http-?only)$"),
    ("session", "", r"session.*(?:timeout|ttl|max-age|expir|idle|lifetime)|cookie.*max-age"),
    ("session", "", r"(?:idle|inactivity|auto-?log-?(?:off|out))(?:-(?:timeout|minutes|seconds))?$"),
    (
        "session",
        "",
        r"(?:jwt|token|trust|break-glass|emergency|grant).*(?:ttl|expir|lifetime|timeout|max-age|duration)",
    ),
    ("transport", "on", r"insecure(?:-skip)?(?:-verify)?$|(?:skip|ignore|disable)-(?:tls|ssl|https|cert\w*)(?:-\w+)*$"),
    ("transport", "on", r"trust-all|accept-any-cert\w*|uses-cleartext-traffic"),
    ("transport", "off", rf"(?:^|[.-])(?:tls|ssl|https|mtls|hsts)(?:[.-](?:{_IS}|on|verify|verification))?$"),
    ("transport", "off", r"(?:require|enable|use|force|enforce)-(?:tls|ssl|https)|secured?-connection$|ssl-redirect"),
    ("transport", "off", r"(?:verify|validate)-(?:tls|ssl|certs?|certificates?|peer|host\w*)|ssl-?mode$"),
    ("transport", "", r"(?:tls|ssl)[.-](?:min\w*-)?(?:versions?|protocols?)|cipher-?(?:suites?|list)|min-tls|max-tls"),
    ("storage", "off", rf"(?:^|[.-])encrypt(?:ion|ed)?(?:[.-](?:{_IS}|at-rest))?$|(?:enable|use)-encryption|at-rest$"),
    ("storage", "", r"(?:encryption|cipher|crypto)[.-](?:algorithm|mode|key-size|key-length)"),
    ("audit", "off", rf"(?:^|[.-])audit(?:-?(?:log|logging|trail))?(?:[.-]{_IS})?$|enable-audit"),
    ("audit", "on", r"disable-audit"),
    ("audit", "", r"(?:^|[.-])audit.*(?:retention|level|days)"),
    ("hardening", "on", r"(?:^|\.)privileged$|allow-privilege-escalation|disable-(?:csrf|xss|rate-limit)"),
    ("hardening", "off", rf"(?:^|[.-])csrf(?:[.-]{_IS})?$|rate-limit(?:ing)?[.-]{_IS}$|run-as-non-root"),
)
_NAMES = tuple((capability, taken_by, expression(pattern)) for capability, taken_by, pattern in _SETTINGS)


def meaning(key: str) -> Meaning | None:
    """What the setting of a name is about; None where it says nothing of security."""
    return next((Meaning(capability, taken_by) for capability, taken_by, name in _NAMES if name.search(key)), None)


def is_taken(about: Meaning, before: str, after: str) -> bool:
    """Whether a value plainly takes a capability away: `tls.enabled: true` → `false`."""
    wanted = ("off", "on") if about.taken_by == "on" else ("on", "off")
    return bool(about.taken_by) and (_switch(before), _switch(after)) == wanted


def _switch(value: str) -> str:
    plain = value.strip().lower()
    return "on" if plain in _ON else "off" if plain in _OFF else ""


# Constructs that give a capability, and those that take one away, by how code names them.
_GIVES = (
    (
        "authentication",
        ("UseAuthentication(", "AddAuthentication(", "[Authorize", "@login_required", "IsAuthenticated"),
    ),
    ("authentication", ("LoginRequiredMixin", "Depends(get_current_user", "passport.authenticate(", "formLogin(")),
    (
        "authentication",
        ("oauth2Login(", "httpBasic(", "LAContext(", "BiometricPrompt(", "requireAuth", "@jwt_required"),
    ),
    ("authorisation", ("UseAuthorization(", "AddAuthorization(", "@PreAuthorize", "@Secured", "@RolesAllowed")),
    (
        "authorisation",
        ("hasRole(", "hasAuthority(", "permission_required(", "permission_classes", "RequireAuthorization("),
    ),
    ("session", ("SessionTimeout", "session_timeout", "ExpireTimeSpan", "IdleTimeout", "setMaxInactiveInterval(")),
    ("session", ("PERMANENT_SESSION_LIFETIME", "SESSION_COOKIE_AGE", "autoLogout", "auto_logout", "AutoLogoff")),
    ("transport", ("UseHttpsRedirection(", "UseHsts(", "SECURE_SSL_REDIRECT", "requiresSecure(", "SSLContext(")),
    ("transport", ("ssl_context", "create_default_context(", "SslStream(", "X509Certificate2(", "UseHttps(")),
    ("storage", ("AesGcm(", "Aes.Create(", "AES/GCM", "Fernet(", "EncryptedSharedPreferences", "kSecAttrAccessible")),
    ("storage", ("bcrypt", "argon2", "scrypt", "PBKDF2", "pbkdf2", "Rfc2898DeriveBytes", "BCryptPasswordEncoder")),
    ("audit", ("AuditLog", "audit_log", "auditLog", "AuditTrail", "AuditEvent", "auditLogger")),
    (
        "hardening",
        ("CsrfViewMiddleware", "ValidateAntiForgeryToken", "csrf_protect", "helmet(", "RateLimit", "rate_limit"),
    ),
)
_TAKES = (
    ("authentication", ("[AllowAnonymous", "AllowAnonymous(", "permitAll(", "AllowAny]", "AllowAny,")),
    ("transport", ("verify=False", "CERT_NONE", "InsecureSkipVerify: true", "rejectUnauthorized: false")),
    ("transport", ("_create_unverified_context", "ServerCertificateCustomValidationCallback")),
    ("transport", ("DangerousAcceptAnyServerCertificateValidator", "ALLOW_ALL_HOSTNAME_VERIFIER")),
    ("transport", ("SslProtocols.Tls11", "SslProtocols.Tls,", "PROTOCOL_TLSv1_1", "PROTOCOL_SSLv23", "SSLv3")),
    ("storage", ("hashlib.md5(", "hashlib.sha1(", "MD5.Create(", "SHA1.Create(", "DES/ECB", "AES/ECB")),
    ("storage", ("CipherMode.ECB",)),
    ("hardening", ("csrf_exempt", ".csrf().disable(", "csrf(AbstractHttpConfigurer::disable", "run(debug=True")),
    ("hardening", ("NSAllowsArbitraryLoads",)),
)
CONSTRUCTS = tuple(
    (capability, name, gives)
    for gives, table in ((True, _GIVES), (False, _TAKES))
    for capability, names in table
    for name in names
)
