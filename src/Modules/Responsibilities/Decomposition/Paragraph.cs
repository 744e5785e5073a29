using Qinglian.Responsibilities.Decomposition.Lexicon;

namespace Qinglian.Responsibilities.Decomposition;

/// <summary>Judges the sentences of a paragraph in their surroundings: topic sentences, a look back, accounts of problems, closing words.</summary>
internal static class Paragraph
{
    private const int ShortestBody = 6;
    private const int LongestTopic = 24;

    public static IReadOnlyList<IReadOnlyList<Draft>> Drafts(Line line, IReadOnlyList<SentenceReading> sentences)
    {
        var drafts = new List<IReadOnlyList<Draft>>();
        var review = line.Review;
        var problems = false;
        var preamble = EndsInAnnouncement(sentences);
        for (var i = 0; i < sentences.Count; i++)
        {
            var sentence = sentences[i];
            var words = sentence.Clauses.ToList();
            if (review && i > 0 && Demands(words))
                review = false;
            if (words.Any(c => c.Reason is Reason.Problem && c.Kind == ClauseKind.Other) && !words.Any(c => c.Modal is not null))
                problems = true;
            else if (words.Any(c => c.Modal is not null))
                problems = false;

            var past = FunctionWords.Past.At(words[0].Clause.Open, 0) > 0 && !words.Any(c => c.Modal is not null || FunctionWords.TurnsToNow(c.Clause.Open, c.Body));
            Reason? whole = IsTopic(sentences, i, line) ? Reason.Heading
                : line.Role == LineRole.Closing && !NamesOthers(words) ? Reason.Closing
                : past || review && !Demands(words) ? Reason.Review
                : preamble && !Binds(words) || AnnouncesMatters(words) || FunctionWords.Enacting.Has(words[^1].Clause.Open) && words[^1].Party is null ? Reason.LeadIn
                : IsCouplet(words) ? Reason.Slogan
                : problems && Numbering.SkipInline(words[0].Clause.Text, 0) > 0 && !words.Any(c => c.Modal is not null || c.Party is not null && c.CalendarCycle) ? Reason.Problem
                : null;
            IReadOnlyList<Draft> parts = [.. sentence.Parts.SelectMany(p => whole is { } reason ? [new Draft(p, reason, null)] : Merge(Grouping.Of(p)))];
            drafts.Add(parts);
        }

        return drafts;
    }

    /// <summary>为……，制定本方案。 现将有关事项通知如下： all that leads up to it is background.</summary>
    private static bool EndsInAnnouncement(IReadOnlyList<SentenceReading> sentences)
    {
        var last = sentences[^1].Clauses.Last().Clause.Open;
        return sentences.Count > 1 && (last.EndsWith("如下", StringComparison.Ordinal) || FunctionWords.Enacting.Has(last));
    }

    private static bool Binds(List<ClauseReading> clauses) => clauses.Any(c => c.Modal is not null && c.Kind == ClauseKind.Act || c.CalendarCycle || c.Clause.Assigned is not null);

    /// <summary>下半年，我局将围绕……，重点抓好六件事。</summary>
    private static bool AnnouncesMatters(List<ClauseReading> clauses) =>
        FunctionWords.CountsMatters(clauses[^1].Clause.Open) && !clauses.Any(c => c.CalendarCycle || c.Clause.Assigned is not null || c.Kind == ClauseKind.Act && c.Verb is VerbClass.Make or VerbClass.Report);

    /// <summary>Clauses of one length that say nothing to do (医者仁心，医德如山).</summary>
    private static bool IsCouplet(List<ClauseReading> clauses) =>
        clauses.Count > 1 && clauses.All(c => c.Kind == ClauseKind.Other && c.Reason is Reason.NoAct or Reason.Statement && c.Modal is null && c.Clause.Text.Length == clauses[0].Clause.Text.Length);

    private static bool Demands(List<ClauseReading> clauses) =>
        clauses.Any(c => c.Modal is not null && (c.Kind is ClauseKind.Act or ClauseKind.WeakAct || c.Reason is Reason.Attitude or Reason.Study));

    private static bool NamesOthers(List<ClauseReading> clauses) => clauses.Any(c => c.Party is not null && (c.Modal is not null || c.Limited || c.CalendarCycle) && c.Kind == ClauseKind.Act);

    /// <summary>The sentence that only names what its paragraph is about.</summary>
    private static bool IsTopic(IReadOnlyList<SentenceReading> sentences, int i, Line line)
    {
        if (i + 1 >= sentences.Count)
            return false;
        var clauses = sentences[i].Clauses.ToList();
        if (clauses.Any(c => c.Party is not null || c.CalendarCycle || c.Limited || c.We || c.Clause.Assigned is not null))
            return false;
        var first = clauses[0].Clause;
        var length = clauses[^1].Clause.At.End - first.At.Start;
        var restOfLine = line.At.End - sentences[i].Sentence.At.End;
        var numbered = Numbering.SkipInline(first.Text, 0) > 0;
        var nextNumbered = Numbering.SkipInline(sentences[i + 1].Clauses.First().Clause.Text, 0) > 0;
        var core = clauses.Count == 1 ? first.Text.Length - clauses[0].Predicate : int.MaxValue;

        if (numbered && clauses.Count == 1 && (first.Text.EndsWith("方面", StringComparison.Ordinal) || core <= ShortestBody && !nextNumbered || core <= LongestTopic && i == 0 && (clauses[0].Modal is null || IsGeneral(first) && restOfLine > 2 * length)
            || core <= LongestTopic / 2 && !nextNumbered && clauses[0].Modal is null && IsGeneral(first) && Numbering.LineLength(first.Text) > 0))
            return true;
        if (i == 0 && first.At.Start <= line.At.Start + 4 && OpensOrdinal(sentences[i], line) && clauses.All(c => c.Modal is null) && restOfLine > length && !(length > LongestTopic && clauses.Count > 1 && clauses.All(c => c.Kind == ClauseKind.Act)))
            return true;
        if (i == 0 && clauses.Count == 1 && clauses[0].Modal is null && clauses[0].Kind is not ClauseKind.Other && length <= LongestTopic && restOfLine > 3 * length && !first.Text.StartsWith('请'))
            return true;
        if (clauses.Count != 1 || Nouns.Products.EndingAt(first.Text, first.Text.Length) > 0)
            return false;
        var general = clauses[0].Kind is ClauseKind.WeakAct or ClauseKind.Result || clauses[0].Kind is ClauseKind.Act && clauses[0].Verb is VerbClass.Strengthen;
        return core <= ShortestBody && general || clauses[0].Modal is not null && core <= 8 && Nouns.Topics.EndingAt(first.Text, first.Text.Length) > 0;
    }

    /// <summary>Ends in nothing that could be shown.</summary>
    private static bool IsGeneral(Clause clause) => Nouns.Products.EndingAt(clause.Text, clause.Text.Length) == 0 && Nouns.Events.EndingAt(clause.Text, clause.Text.Length) == 0;

    private static bool OpensOrdinal(SentenceReading sentence, Line line) =>
        sentence.Sentence.At.Start == line.At.Start && sentence.Clauses.First().Clause is { } first && (Numbering.IsOrdinal(first.Text + "，") || Numbering.SkipInline(first.Text, 0) > 0 && first.Text[0] is not '一' and not '二' and not '三' and not '四' and not '五');

    /// <summary>Neighbours kept out for the same reason are one passage.</summary>
    private static IEnumerable<Draft> Merge(IEnumerable<Draft> drafts)
    {
        Draft? last = null;
        foreach (var draft in drafts)
        {
            if (last is not null && last.Reason is not null && last.Reason == draft.Reason)
            {
                last = new([.. last.Clauses, .. draft.Clauses], last.Reason, last.Trigger ?? draft.Trigger);
                continue;
            }

            if (last is not null)
                yield return last;
            last = draft;
        }

        if (last is not null)
            yield return last;
    }
}
