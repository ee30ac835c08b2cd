"""How people ask what it runs on."""

from __future__ import annotations

TELL_MODEL = (
    "which model do you run on",
    (
        "[<ask>] (which|what|what kind of|which kind of|what sort of|which sort of|what type of|which type "
        "of|what is the|what are the|what's the|the|about the|all the) [(ai|a i|a.i.|language|speech|voice|"
        "neural|machine learning|large language|underlying|speech recognition|current|exact|listening|text "
        "to speech|recognition|foundation|artificial intelligence|deep learning|local|open|background)] "
        "(model|models|llm|network|networks|engine|engines|recogniser|recognizer|voice|software|system|"
        "systems|brain|brains|technology|ai|llms|neural network|neural networks|algorithm|algorithms|ai "
        "model|ai models|language model|language models|neural net|neural nets|intelligence|tech|programs|"
        "program|transcriber|synthesiser|synthesizer|components|machinery|version of the model|architecture) "
        "[(that|which|it is that|it is|is it that)] [(do|does|are|is|have|did|was|were|has)] [(you|there|it|"
        "that|this|we|you're|the assistant|your brain)] [(are|do|actually|currently|even|being|really)] (run "
        "on|use|have|running|running on|using|based on|built on|built from|made of|built with|run|work with|"
        "contain|inside|behind|behind you|inside you|under the hood|used|in you|powers|power|powering|drives|"
        "driving|made from|trained on|rely on|depend on|work on|working with|inside it|based upon|got|listen "
        "with|hear with|think with|speak with|speak through|run with|employ|been given|built around|run "
        "under|makes you work|make you work|running in you|running inside you|running you|running here|you|"
        "do your thinking|does your thinking|does the thinking|recognises my (voice|speech)|understands me|"
        "is used|are used|operate on|installed|loaded|utilise|utilize|talk with|consist of|it is|powered by|"
        "driven by|underneath|at work|doing the (thinking|listening|talking)) [(you|on|it|this|for (speech|"
        "speaking|thinking|listening|hearing|understanding|your voice|language|recognition|speech "
        "recognition|me|answering|talking|transcription|understanding me)|to (think|speak|listen|talk|hear|"
        "understand|answer|hear me|understand me|listen to me)|inside you|under the hood|inside|behind you|"
        "in you|right now|at the moment|now|currently|from|with|here|upon|as well|underneath)] [(right now|"
        "now|at the moment|currently)]"
    ),
    (
        "[<ask>] (which|what) (ai|llm|large language model|neural network|language model|model|ai model|kind "
        "of ai|sort of ai|sort of model|kind of model|type of ai|type of model) (is this|are you|is it|you "
        "are|am i (talking|speaking) to)"
    ),
    (
        "[<ask>] (what|whose model|on what|on which model|on which models|on what model|on what models|which "
        "model|what model) (are you [(actually|even|being|currently)] (based|running|built|run|powered|"
        "driven|made|trained|built up) [(on|by|from|of|with|upon|out of)]|do you [(actually)] (run|work) "
        "[on]|(powers|drives|runs|makes) you [(tick|work|think|go|run|up)]|is under (the|your) (hood|bonnet)|"
        "is (inside|behind|underneath) you|is your (brain|engine|intelligence|ai) [(made of|based on|called|"
        "running on)]|'s (under (the|your) (hood|bonnet)|inside you|behind you|powering you|running you|"
        "driving you)|is (powering|running|driving) you|do you use (for a brain|as a brain|to (think|"
        "understand me|listen|hear|speak|talk))|do you (think|hear|listen|understand|speak|talk) with|lies "
        "(under the hood|behind you|underneath)|you run on|you're running on|you are running on|you're "
        "(based|built|powered) (on|by)|you are (based|built|powered) (on|by)|are you made of|are you made "
        "from|are your (models|engines) [called]|is the (model|engine|ai|llm|network|technology|tech|"
        "software) [(inside|behind|in|under)] [(you|this|the hood|called)])"
    ),
    (
        "what's (under (the|your) (hood|bonnet)|inside you|behind you|powering you|running you|driving you|"
        "your (brain|engine|intelligence|ai) [(made of|based on|called|running on)])"
    ),
    (
        "(<tell>|<ask>|name|list|describe|reveal) [me] [(to me|again)] [(which|what|about|of|on what|on "
        "which|by which)] [(the|your|all the|all your|some of the)] [(exact|ai|language|speech|voice|large "
        "language|neural|current|underlying)] (model|models|engine|engines|llm|ai model|language model|llms|"
        "ai|network|networks|model name|name of your (model|language model|llm)|names of your models|name of "
        "the model|neural network|neural networks|technology|model names) [(that|which)] [(you|you're|you "
        "are)] [(are|use|run on|run|have|using|based on|running|running on|built on|work with|are based on|"
        "are built on|are using|are running|are running on)] [(on|under the hood|is under the hood|are "
        "inside you|is inside you|inside you|you use|use|runs you|powers you|behind you|power you|drive you|"
        "are (used|running|under the hood|behind you)|inside)]"
    ),
    (
        "(<what_is>|what're|name) your [(ai|language|speech|voice|recognition|speech recognition|underlying|"
        "large language|neural|text to speech|current)] (model|models|engine|engines|llm|ai model|language "
        "model|ai|neural network|speech model|model called|technology|recogniser|recognizer|synthesiser|"
        "synthesizer|models called|network|model name) [(called|named|made of|based on)]"
    ),
    (
        "(do you|are you|is this|is it|are we|is there|are there|have you) [(actually|really|just|a|by any "
        "chance|still|also|got|secretly)] (run on|use|using|running on|based on|have|running|powered by|"
        "built on|with|driven by|run|made with|trained on|work with) [(a|an|some|any|the|your|large|local|"
        "on)] (language model|llm|ai model|large language model|neural network|chatgpt|chat gpt|gpt|ai|"
        "openai|open ai|llama|gemini|claude|mistral|whisper|language models|neural networks|machine learning|"
        "models|piper|deepseek|qwen|copilot|grok|local model|model) [(inside|inside you|under the hood|"
        "behind you|behind the scenes|running|or something|in you|in there|model|or what)]"
    ),
    (
        "are you [(really|actually|just|the same as|like|related to|related|a kind of|some kind of)] "
        "(chatgpt|chat gpt|gpt|siri|alexa|google|claude|gemini|a language model|llama|an llm|cortana|bixby|"
        "copilot|mistral|a large language model|openai|an openai model|google assistant|an ai model|grok|"
        "deepseek|a neural network|whisper|a chat gpt|the google assistant|a gpt) [(in disguise|underneath|"
        "or (siri|alexa|google|chatgpt|what|something))]"
    ),
    (
        "[<ask>] (which|what|whose) (speech recognition|text to speech|speech synthesis|voice recognition|"
        "recognition|speech recogniser|speech recognizer|speech to text|voice synthesis|speech model|speech "
        "engine|speech software|voice model|voice engine|transcription|synthesis|tts|stt|asr|listening model|"
        "speech technology|synthetic voice) [(model|engine|software|system)] (do you (use|have|run|run on|"
        "work with|employ)|is (it|that|this|used|inside|in you|running|behind you|it you use)|are you (using|"
        "running|running on)|you use|have you got|are in use|runs on you|you're using|you run)"
    ),
    (
        "[<ask>] whose (voice|speech) (is (that|it|this|yours)|do you (have|use|speak with)|are you (using|"
        "speaking with)|have you got|am i hearing|that is|it is|you have)"
    ),
    (
        "(how|what) (do you|does your brain|does it|do you actually) (hear|understand|recognise|recognize) "
        "(my voice|me|speech|what i say|my words) (technically|with what|with which model|what model|which "
        "model)"
    ),
    (
        "(model|language model|model name|models|which model|what model|which ai|what llm|which llm|which "
        "models|model info|model information)"
    ),
)
