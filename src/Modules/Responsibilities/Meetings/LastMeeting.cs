using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;

namespace Qinglian.Responsibilities.Meetings;

/// <summary>The meeting before this one, and how what it raised stands today.</summary>
public sealed record LastItems(Meeting Meeting, IReadOnlyList<Item> Items)
{
    /// <summary>One line for each item, as the record of the next meeting keeps it.</summary>
    public string Text => string.Join('\n', Items.Select(i => $"{i.Number} {i.Title}：{Words.Of(i.State).Zh}{(i.Outcome is { } outcome ? $"（{Words.Of(outcome).Zh}）" : i.DueOn is { } due ? $"，期限{due.InWords.Zh}" : "")}"));
}

/// <summary>Finds what the last meeting of a unit left behind: worked out from the lists, stored nowhere else.</summary>
public sealed class LastMeeting(IDossiers dossiers)
{
    /// <summary>Null where the unit held none before.</summary>
    public async Task<LastItems?> BeforeAsync(Meeting meeting, Actor actor, CancellationToken cancel)
    {
        Meeting? last = null;
        var held = new DossierQuery { Procedure = meeting.Procedure, Units = [meeting.Unit], States = [nameof(MeetingState.Held), nameof(MeetingState.Closed)] };
        await foreach (var dossier in dossiers.AllAsync(held, actor, cancel))
        {
            var other = (Meeting)dossier;
            if (other.Id != meeting.Id && other.On < (meeting.On ?? DateOnly.MaxValue) && (last is null || other.On > last.On)) last = other;
        }

        return last is null ? null : new(last, await ItemsOfAsync(last, actor, cancel));
    }

    /// <summary>The issue items and tasks a meeting gave rise to, in the order it raised them.</summary>
    public async Task<IReadOnlyList<Item>> ItemsOfAsync(Meeting meeting, Actor actor, CancellationToken cancel) =>
        [.. (await dossiers.FindAsync([.. meeting.Problems.Select(p => p.Item), .. meeting.Tasks.Select(t => t.Item)], actor, cancel)).OfType<Item>()];
}
