"""Kinds of electronic interface, and by what a product shows that it has one.

A library of a protocol in what is delivered, a port of the protocol, a permission that the system asks the user for, a
switch of the build. Libraries that only read files of a format are none.
"""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.words import Localized

KINDS = {
    "http": Localized("HTTP", "HTTP"),
    "dicom": Localized("DICOM网络传输", "DICOM over the network"),
    "hl7": Localized("HL7消息", "HL7 messages"),
    "fhir": Localized("FHIR接口", "FHIR"),
    "mqtt": Localized("MQTT消息", "MQTT"),
    "amqp": Localized("AMQP消息队列", "AMQP message queue"),
    "kafka": Localized("Kafka消息流", "Kafka stream"),
    "grpc": Localized("gRPC远程调用", "gRPC"),
    "websocket": Localized("WebSocket", "WebSocket"),
    "zeromq": Localized("ZeroMQ消息", "ZeroMQ"),
    "coap": Localized("CoAP", "CoAP"),
    "modbus": Localized("Modbus总线", "Modbus"),
    "opc-ua": Localized("OPC UA", "OPC UA"),
    "can": Localized("CAN总线", "CAN bus"),
    "snmp": Localized("SNMP", "SNMP"),
    "ftp": Localized("FTP文件传输", "FTP"),
    "smb": Localized("文件共享", "file share"),
    "ssh": Localized("SSH远程登录", "SSH"),
    "remote-desktop": Localized("远程桌面", "remote desktop"),
    "serial": Localized("串口", "serial port"),
    "usb": Localized("USB口", "USB"),
    "bluetooth": Localized("蓝牙", "Bluetooth"),
    "nfc": Localized("近场通信", "NFC"),
    "wifi": Localized("无线局域网", "wireless network"),
    "cellular": Localized("蜂窝网络", "cellular network"),
    "ethernet": Localized("有线网口", "wired network port"),
    "network": Localized("网络访问", "network access"),
}
WIRELESS = frozenset({"bluetooth", "wifi", "cellular", "nfc"})
WIRED = frozenset({"ethernet", "serial", "usb", "can"})
FORMS = WIRELESS | WIRED
_EDGE = r"(?:^|[/:._@-])"
_END = r"(?:$|[/:._-])"
_LIBRARIES = {
    "dicom": r"fo-?dicom|pynetdicom|dcm4che-net|dicomweb-client|dcmjs-dimse|dcmtk|evil-dicom|dicom-dimse-native",
    "hl7": r"hapi-?(?:hl7|base)|hl7apy|python-hl7|nhapi|mllp|hl7-dotnetcore|node-hl7|hl7v2",
    "fhir": r"fhir\w*|hl7\.fhir\w*",
    "mqtt": r"\w*mqtt\w*|paho|mosquitto",
    "amqp": r"amqp\w*|rabbitmq|pika|aio-pika|qpid|spring-rabbit",
    "kafka": r"\w*kafka\w*",
    "grpc": r"\w*grpc\w*|tonic",
    "websocket": r"websockets?|websocket-client|ws|socket\.io|python-socketio|signalr|tungstenite|starscream",
    "zeromq": r"pyzmq|zeromq|cppzmq|libzmq|jeromq|netmq",
    "coap": r"aiocoap|californium|libcoap|coap",
    "modbus": r"\w*modbus\w*",
    "opc-ua": r"asyncua|opcua|open62541|milo|node-opcua|opcfoundation",
    "can": r"python-can|canopen|socketcan",
    "snmp": r"\w*snmp\w*",
    "ftp": r"\w*ftpd?|ftplib|fluentftp|basic-ftp|ssh2-sftp-client",
    "smb": r"smbprotocol|pysmb|jcifs\w*|smbj",
    "ssh": r"paramiko|asyncssh|ssh2|ssh\.net|jsch|sshd|libssh2?",
    "serial": (
        r"pyserial(?:-asyncio)?|serialport|jserialcomm|rxtx|system\.io\.ports|qt\d?serialport|usb-serial-for-android"
    ),
    "usb": r"libusb\w*|pyusb|usb4java|hidapi|node-usb|node-hid|libusbdotnet",
    "bluetooth": r"bleak|pybluez|noble|\w*bluetooth\w*|rxandroidble\w*|blessed\w*|ble-plx|react-native-ble-\w+",
    "nfc": r"nfcpy|\w*-nfc-?\w*|nfc",
    "http": (
        r"fastapi|flask|django|aiohttp|tornado|sanic|starlette|requests|httpx|urllib3|express|koa|fastify|hapi|axios|got"
        r"|node-fetch|superagent|spring-boot-starter-web(?:flux)?|jersey-\w+|resteasy-\w+|ktor-\w+|okhttp|retrofit"
        r"|restsharp|refit|alamofire|libcurl|curl|cpr|cpp-httplib|civetweb|crow|beast|actix-web|axum|warp|reqwest|hyper"
        r"|swashbuckle\.aspnetcore|microsoft\.aspnetcore\.\w+|dio|http"
    ),
}
_BY_LIBRARY = {kind: expression(f"{_EDGE}(?:{names}){_END}", re.IGNORECASE) for kind, names in _LIBRARIES.items()}
_BY_PORT = {
    **dict.fromkeys(("80", "443", "8080", "8443", "8000", "5000", "3000", "5001", "8081"), "http"),
    **dict.fromkeys(("104", "11112", "11113", "4242", "2761", "2762"), "dicom"),
    **dict.fromkeys(("1883", "8883"), "mqtt"),
    **dict.fromkeys(("5671", "5672"), "amqp"),
    **dict.fromkeys(("20", "21", "990"), "ftp"),
    **dict.fromkeys(("139", "445"), "smb"),
    **dict.fromkeys(("3389", "5900", "5901"), "remote-desktop"),
    **dict.fromkeys(("161", "162"), "snmp"),
    **dict.fromkeys(("5683", "5684"), "coap"),
    "22": "ssh",
    "502": "modbus",
    "2575": "hl7",
    "4840": "opc-ua",
    "9092": "kafka",
    "50051": "grpc",
}
_WORDS = {
    **{
        name: name
        for name in ("dicom", "hl7", "fhir", "mqtt", "amqp", "kafka", "grpc", "modbus", "snmp", "coap", "ftp")
    },
    **dict.fromkeys(("mllp",), "hl7"),
    **dict.fromkeys(("rabbitmq",), "amqp"),
    **dict.fromkeys(("sftp", "ftps"), "ftp"),
    **dict.fromkeys(("opcua", "opc-ua"), "opc-ua"),
    **dict.fromkeys(("websocket", "websockets", "ws"), "websocket"),
    **dict.fromkeys(("serial", "uart", "rs232", "com-port", "baud", "baudrate", "baud-rate"), "serial"),
    **dict.fromkeys(("bluetooth", "ble"), "bluetooth"),
    **dict.fromkeys(("ssh",), "ssh"),
    **dict.fromkeys(("vnc", "rdp"), "remote-desktop"),
}


def kinds_of_library(name: str) -> Iterator[str]:
    """The kinds of interface that a library of this name brings."""
    return (kind for kind, pattern in _BY_LIBRARY.items() if pattern.search(name))


def kind_of_port(number: str) -> str:
    """The kind that usually listens on a port, empty where none does."""
    return _BY_PORT.get(number, "")


def kind_of_setting(key: str) -> str:
    """The kind of the port, address or switch that a setting sets: `gateway.hl7.port` is one of HL7; else empty."""
    *above, last = key.split(".")
    if not re.search(r"(?:^|-)(?:port|baud|baudrate|device|broker|listener|enabled?)(?:$|-)", last):
        return ""
    names = [word for part in (*above, last) for word in (part, *part.split("-"))]
    return next((_WORDS[word] for word in names if word in _WORDS), "")
