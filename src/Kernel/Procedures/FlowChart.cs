using Qinglian.Kernel.Settings;

namespace Qinglian.Kernel.Procedures;

/// <summary>A form that opens the procedure, and where it leads.</summary>
public sealed record FlowOpening(Words Name, Words By, Words To);

/// <summary>What may be done in a state.</summary>
/// <param name="When">The condition; null where there is none.</param>
/// <param name="To">Null where the dossier stays in its state.</param>
/// <param name="Approvals">How many different people approve it; null where it is no approval.</param>
/// <param name="ApprovalSetting">The setting that changes this number.</param>
public sealed record FlowMove(string Action, Words Name, Words By, Words? When, string? To, Words? ToName, int? Approvals, string? ApprovalSetting, Words? Basis);

/// <summary>The time a state may last.</summary>
/// <param name="Words">The length, or what decides it.</param>
/// <param name="Source">The rule, or the setting with its version.</param>
/// <param name="Unverified">The length comes from no rule whose text we have read.</param>
/// <param name="Unless">When it does not count.</param>
/// <param name="Extension">How much more may be granted, and by whom.</param>
/// <param name="LapsesTo">Set for a right: where the dossier goes by itself when the time is over.</param>
public sealed record FlowTime(Words Words, Words? Source, bool Unverified, Words? Unless, Words? Extension, Words? LapsesTo);

/// <summary>One state with everything that is declared of it.</summary>
/// <param name="OwedBy">Whose turn it is; null in a state where nothing is due.</param>
/// <param name="Stopped">The rule that stops the clock here.</param>
public sealed record FlowState(string Code, Words Name, FlowTime? Time, Words? OwedBy, Words? Stopped, IReadOnlyList<Words> Steps, IReadOnlyList<FlowMove> Moves, bool Final);

/// <summary>
/// A procedure as people read it, taken from its declaration and from nothing else: the page, the printed table and the drawn chart
/// cannot say anything the desk does not do.
/// </summary>
public sealed class FlowChart
{
    private readonly Procedure _procedure;

    /// <param name="settings">The values in force, for the times an organ sets itself.</param>
    public FlowChart(Procedure procedure, SettingValues settings)
    {
        _procedure = procedure;
        Openings = [.. procedure.Openings.Select(o => new FlowOpening(Words.Of(o.Form), o.By.Phrase, procedure[o.State].Name))];
        States = [.. procedure.Stages.Values.Select(s => State(s, settings))];
    }

    public Procedure Procedure => _procedure;
    public IReadOnlyList<FlowOpening> Openings { get; }

    /// <summary>In the order of the declaration.</summary>
    public IReadOnlyList<FlowState> States { get; }

    private FlowState State(Stage stage, SettingValues settings)
    {
        var time = Time(stage, settings);
        return new(stage.State, stage.Name, time, time is null ? null : Words.Of(stage.OwedBy), stage.ClockStoppedBy?.Words, stage.Steps, [.. stage.Moves.Select(Move)], stage.Final);
    }

    private FlowMove Move(Move move) => new(
        move.Action.Name, move.Name, move.By.Phrase, move.When?.Words, move.To, move.To is { } to ? _procedure[to].Name : null,
        move.Waived is null ? null : move.Approvals, move.Waived is null ? null : _procedure.ApprovalSetting(move), move.Basis?.Words);

    private FlowTime? Time(Stage stage, SettingValues settings)
    {
        if (stage.OwnDue is not null) return new(new("按事项自身确定的日期", "until the day the matter itself names"), stage.OwnDueBasis?.Words, stage.OwnDueBasis is { Verified: not Verification.Text }, null, null, null);
        if (stage.Limit is not { } limit) return null;

        var unverified = limit.Setting?.Unverified ?? limit.Basis is not { Verified: Verification.Text };
        var extension = limit.Extension is { } more ? new Words($"可由{limit.Extender?.Phrase.Zh ?? "有权人员"}延长一次，最多{more.Words.Zh}", $"may be extended once by {limit.Extender?.Phrase.En ?? "whoever may"}, by at most {more.Words.En}") : null;
        return new(limit.In(settings).Words, limit.Source(settings), unverified, limit.Unless?.Words, extension, limit.LapsesTo is { } then ? _procedure[then].Name : null);
    }
}
