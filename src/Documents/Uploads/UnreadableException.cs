using Qinglian.Kernel;

namespace Qinglian.Documents.Uploads;

/// <summary>Leaves a half-read upload; at the edge of this library it becomes a refusal with its words.</summary>
internal sealed class UnreadableException(Words words) : Exception(words.En)
{
    public Words Words { get; } = words;
}
