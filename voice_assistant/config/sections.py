"""Every setting: its name, its default, what it means and which values it takes.

This is the only description there is: the check of the file, `config show` and the reference in the
documentation are all made from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Annotated, Any, get_args, get_type_hints

from voice_assistant.config.setting import About, Setting

STT_ENGINES = (
    "faster-whisper",
    "pocketsphinx",
)  # the tables of stt, llm, tts and audio.echo, which we may not import: a test compares
LLM_ENGINES = ("llama-cpp", "none")
TTS_ENGINES = ("piper",)
CANCELLERS = ("adaptive", "speex", "off")
# ISO 3166-1 alpha-2, and XK: Kosovo has people but no code of its own.
_CODES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT "
    "BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH "
    "ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT "
    "HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS "
    "LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI "
    "NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG "
    "SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG "
    "UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW"
)
COUNTRIES = tuple(_CODES.split())

Threads = Annotated[
    int, About("Processor threads it computes with; 0 means all physical cores but one.", "threads", 0, 64)
]


@dataclass(frozen=True, slots=True)
class AssistantSettings:
    """Who talks to whom."""

    name: Annotated[str, About("What the assistant is called.")] = "Robin"
    language: Annotated[str, About("The language you both speak, as its ISO 639-1 code.")] = "en"
    country: Annotated[
        str,
        About(
            "The country you are in, for its emergency number; empty means not chosen.",
            choices=("", *COUNTRIES),
            such_as='a two-letter ISO 3166 code such as "DE", "GB" or "US", or ""',
        ),
    ] = ""
    user: Annotated[str, About("How the assistant addresses you; empty means by no name.")] = ""


@dataclass(frozen=True, slots=True)
class AudioSettings:
    """Microphone and speaker; `voice-assistant devices` lists them."""

    input: Annotated[
        str, About("The microphone: its index, or a part of its name; empty means the system's default.")
    ] = ""
    output: Annotated[
        str, About("The speaker: its index, or a part of its name; empty means the system's default.")
    ] = ""
    echo_cancelling: Annotated[
        str,
        About(
            "What takes the assistant's own voice out of what the microphone hears: our own canceller, SpeexDSP "
            'where its library is installed, or nothing ("off"), for a microphone that does it itself.',
            choices=CANCELLERS,
        ),
    ] = "adaptive"


@dataclass(frozen=True, slots=True)
class HearingSettings:
    """When somebody speaks, and when they have finished."""

    vad_mode: Annotated[
        int, About("How strictly the first voice detector (webrtcvad) rejects noise; 3 most.", low=0, high=3)
    ] = 2
    confirm: Annotated[
        bool, About("A second, slower voice detector (Silero) confirms what the first takes for speech.")
    ] = True
    pre_roll_ms: Annotated[
        int,
        About("Sound kept from before speech was noticed, for its first syllable.", "milliseconds", 0, 1000),
    ] = 300
    pause_ms: Annotated[
        int, About("Silence that might mean you have finished: a draft may start.", "milliseconds", 100, 1000)
    ] = 200
    end_silence_ms: Annotated[
        int,
        About(
            "Silence that means you have finished; must be longer than pause_ms.", "milliseconds", 200, 3000
        ),
    ] = 600
    min_speech_ms: Annotated[
        int, About("Anything shorter is taken for a noise, not for speech.", "milliseconds", 40, 1000)
    ] = 120
    max_utterance_s: Annotated[
        float, About("The longest you can speak before the assistant takes its turn.", "seconds", 2, 120)
    ] = 28.0
    barge_in: Annotated[bool, About("You can interrupt the assistant by speaking.")] = True


@dataclass(frozen=True, slots=True)
class TurnSettings:
    """How a turn is taken."""

    drafts: Annotated[
        bool,
        About(
            "The answer is prepared at every pause and spoken once you have finished: "
            "quicker, at the price of some wasted computing."
        ),
    ] = True
    by_words: Annotated[
        bool,
        About(
            "After a whole command the wait for more is short, after words that sound unfinished it is long, all of "
            "it in proportion to end_silence_ms, which counts until the words are known. Needs drafts."
        ),
    ] = False


@dataclass(frozen=True, slots=True)
class SttSettings:
    """Speech to text."""

    engine: Annotated[str, About("The speech recogniser.", choices=STT_ENGINES)] = "faster-whisper"
    model: Annotated[
        str,
        About(
            "Folder of the recogniser's model: Whisper in CTranslate2 format, or words.lm.bin and words.dict for "
            "pocketsphinx; empty means the starter model."
        ),
    ] = ""
    second: Annotated[
        str,
        About(
            "Who is asked where the recogniser is not sure of what it heard: a second recogniser, which was trained "
            'on people. "auto" asks it beside the starter model only; full models need nobody.',
            choices=("auto", "pocketsphinx", "none"),
        ),
    ] = "auto"
    window: Annotated[
        str,
        About(
            'How much the recogniser looks at: "auto" is about what was said; "full" is all that the model '
            "can take in, every time, which is slower.",
            choices=("auto", "full"),
        ),
    ] = "auto"
    beam: Annotated[
        int, About("Guesses followed side by side: more hears better and takes longer.", "guesses", 1, 10)
    ] = 5
    threads: Threads = 0


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """The language model."""

    engine: Annotated[
        str, About('What runs the language model; with "none", only skills answer.', choices=LLM_ENGINES)
    ] = "llama-cpp"
    model: Annotated[str, About("File of a chat model in GGUF format; empty means the starter model.")] = ""
    context: Annotated[
        int,
        About(
            "Text the model can have in view; 0 means as much as it was made for, at most 4096.",
            "tokens",
            256,
            131072,
            also=0,
        ),
    ] = 0
    max_tokens: Annotated[int, About("The longest answer.", "tokens", 16, 4096)] = 200
    temperature: Annotated[
        float, About("How freely words are chosen: 0 always takes the likeliest.", low=0, high=2)
    ] = 0.0
    threads: Threads = 0
    prompt: Annotated[
        str, About("Instructions to the model, in place of the built-in ones; empty means those.")
    ] = ""
    tools: Annotated[
        str,
        About(
            'Whether the model may choose a skill for what no sentence of a skill fits: "auto" leaves it to models '
            "that are able to, which the starter model is not.",
            choices=("auto", "on", "off"),
        ),
    ] = "auto"


@dataclass(frozen=True, slots=True)
class TtsSettings:
    """Text to speech."""

    engine: Annotated[str, About("The speech synthesiser.", choices=TTS_ENGINES)] = "piper"
    model: Annotated[str, About("File of a Piper voice (.onnx); empty means the starter voice.")] = ""
    speed: Annotated[float, About("How fast it speaks: 1 is the voice's own pace.", low=0.5, high=2)] = 1.0
    volume: Annotated[
        float, About("How loud it speaks: 1 is the voice's own loudness.", low=0.1, high=1.5)
    ] = 1.0
    threads: Threads = 1


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """What you asked the assistant to keep; on disk it is always encrypted."""

    key: Annotated[
        str,
        About(
            'Where the key to what is kept for you is: "file" is a file beside it that only you can read, so '
            'that timers ring after a restart; "keyring" is the keyring of your desktop, which opens when you '
            "log in, and needs the Python package keyring.",
            choices=("file", "keyring"),
        ),
    ] = "file"


@dataclass(frozen=True, slots=True)
class Config:
    """All settings. `Config()` holds the defaults; what `config.load` returns is checked."""

    assistant: AssistantSettings = field(default_factory=AssistantSettings)
    audio: AudioSettings = field(default_factory=AudioSettings)
    hearing: HearingSettings = field(default_factory=HearingSettings)
    turn: TurnSettings = field(default_factory=TurnSettings)
    stt: SttSettings = field(default_factory=SttSettings)
    llm: LlmSettings = field(default_factory=LlmSettings)
    tts: TtsSettings = field(default_factory=TtsSettings)
    store: StoreSettings = field(default_factory=StoreSettings)


def _settings(section: str, of: type[Any]) -> Mapping[str, Setting]:
    """The settings of one section by key, read from its dataclass."""
    hints = get_type_hints(of, include_extras=True)
    annotated = ((part, *get_args(hints[part.name])) for part in fields(of))
    return {
        part.name: Setting(section, part.name, kind, about, part.default) for part, kind, about in annotated
    }


SECTIONS: Mapping[str, type[Any]] = get_type_hints(Config)
"""The class of each section, by name."""

SETTINGS: Mapping[str, Mapping[str, Setting]] = {name: _settings(name, of) for name, of in SECTIONS.items()}
"""Every setting, by section and key."""
