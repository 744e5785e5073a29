using Qinglian.Kernel;

namespace Qinglian.Web.Components;

/// <summary>What a coloured span of a document is.</summary>
public enum SpanKind
{
    Proposed,
    Confirmed,
    Rejected,
    LeftOut,
}

/// <summary>A part of a document that an item of the list beside it speaks about.</summary>
/// <param name="Id">The same for the span and its item; letters, digits and hyphens.</param>
/// <param name="Start">UTF-16 offset of the first character.</param>
/// <param name="End">Offset behind the last character.</param>
public sealed record TextSpan(string Id, int Start, int End, int Number, SpanKind Kind)
{
    public string? Explanation { get; init; }
}

/// <summary>A stretch of a document with the innermost span it lies in.</summary>
/// <param name="Opens">The span's number is printed before its first stretch only.</param>
public sealed record TextStretch(string Text, TextSpan? Span, bool Opens)
{
    /// <summary>Cuts a text into paragraphs of stretches. Where spans overlap, the shorter one wins; no character is lost.</summary>
    public static IReadOnlyList<IReadOnlyList<TextStretch>> Cut(string text, IReadOnlyList<TextSpan> spans)
    {
        var valid = spans.Where(s => s.Start >= 0 && s.Start < s.End && s.End <= text.Length).OrderBy(s => s.End - s.Start).ToList();
        var breaks = text.Select((c, i) => c is '\n' ? i + 1 : -1).Where(i => i > 0);
        var edges = valid.SelectMany(s => new[] { s.Start, s.End }).Concat(breaks).Append(0).Append(text.Length).Distinct().Order().ToList();

        var opened = new HashSet<string>();
        List<IReadOnlyList<TextStretch>> paragraphs = [];
        List<TextStretch> current = [];
        for (var i = 0; i + 1 < edges.Count; i++)
        {
            var (from, to) = (edges[i], edges[i + 1]);
            var span = valid.Find(s => s.Start <= from && to <= s.End);
            current.Add(new(text[from..to].TrimEnd('\n', '\r'), span, span is not null && opened.Add(span.Id)));
            if (text[to - 1] is '\n')
            {
                paragraphs.Add(current);
                current = [];
            }
        }
        if (current.Count > 0)
        {
            paragraphs.Add(current);
        }
        return paragraphs;
    }
}

/// <summary>Why a warning was raised, so that anyone can check it by hand.</summary>
public sealed record Explanation(Words Rule, Words Question)
{
    public CitationLine? Clause { get; init; }

    /// <summary>The rows that were compared, each with where it comes from.</summary>
    public IReadOnlyList<ExplanationRow> Rows { get; init; } = [];

    /// <summary>The sum step by step, as one would do it on paper.</summary>
    public IReadOnlyList<string> Arithmetic { get; init; } = [];

    /// <summary>How often the rule was right when people looked: right ones of those looked at.</summary>
    public (int Right, int Seen)? Record { get; init; }

    /// <summary>What may explain it harmlessly.</summary>
    public IReadOnlyList<Words> Harmless { get; init; } = [];
}

/// <summary>One row behind a warning.</summary>
public sealed record ExplanationRow(string Source, string What, string Value, string? Href = null);
