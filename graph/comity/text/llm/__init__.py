"""Reading by a language model, behind the same door as the reader of rules.

Optional: it needs the extra ``[llm]`` and a server that speaks OpenAI's protocol, one's own or another's. What the model
may answer follows from the vocabulary; what it answers counts only where its words stand in the text. Nothing of it is
as trusted as what rules read: each report says which model and which instructions made it, and its confidence is low.
No accuracy is claimed.
"""

from comity.text.llm.extractor import CONFIDENCE, Extractor, Server

__all__ = ["CONFIDENCE", "Extractor", "Server"]
