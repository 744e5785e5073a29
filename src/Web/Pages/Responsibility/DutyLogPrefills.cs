using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.DutyLog;
using Qinglian.Responsibilities.Hearings;
using Qinglian.Responsibilities.Interviews;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.Meetings;
using Qinglian.Web.Components;
using Qinglian.Web.Forms;

namespace Qinglian.Web.Pages;

/// <summary>Offers the responsibilities of the person's units, to say which one an act carried out.</summary>
internal sealed class DutyLogPicker(IDossiers dossiers) : IValuePicker
{
    private const int Most = 500;

    public Type Type => typeof(ListedDuty);

    public async Task<IReadOnlyList<(Option Option, object Value)>> OfferAsync(Visitor me, Dossier? dossier)
    {
        var units = me.Actor.Grants.Select(g => g.Unit).Distinct().ToList();
        if (units.Count == 0) return [];

        var listed = (await dossiers.ListAsync(new() { Procedure = "responsibility", Units = units, Open = true, Take = Most }, me.Actor, me.Cancel)).Dossiers;
        return [.. listed.Select(d => new ListedDuty(d.Id, d.Number, d.Title)).Select(d => (new Option(d.Id.ToString(), Words.Same(d.ToString())), (object)d))];
    }
}

/// <summary>A proposed entry, as the system found it.</summary>
internal sealed class DutyLogPrefill : IFormPrefill
{
    public bool Fits(Type form) => form == typeof(ConfirmEntry);

    public Task<IReadOnlyDictionary<string, string>> ValuesAsync(Dossier? dossier, Visitor me)
    {
        var entry = (DutyEntry)dossier!;
        var values = new Dictionary<string, string> { [nameof(ConfirmEntry.Act)] = entry.Act.ToString(), [nameof(ConfirmEntry.What)] = entry.Title };
        if (entry.Duty is { } duty) values[nameof(ConfirmEntry.Duty)] = duty.Id.ToString();
        return Task.FromResult<IReadOnlyDictionary<string, string>>(values);
    }
}

/// <summary>The record as it stands, to be put right.</summary>
internal sealed class InterviewPrefill : IFormPrefill
{
    public bool Fits(Type form) => form == typeof(AmendRecord);

    public Task<IReadOnlyDictionary<string, string>> ValuesAsync(Dossier? dossier, Visitor me)
    {
        var interview = (Interview)dossier!;
        return Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string> { [nameof(AmendRecord.Points)] = interview.Points ?? "", [nameof(AmendRecord.Reply)] = interview.Reply ?? "" });
    }
}

/// <summary>What is known of a meeting before it is recorded: the day, who was called, how the last items stand.</summary>
internal sealed class MeetingPrefill(IDossiers dossiers, IDirectory directory) : IFormPrefill
{
    public bool Fits(Type form) => form == typeof(HoldMeeting) || form == typeof(RecordHeldMeeting) || form == typeof(CallExpected);

    public async Task<IReadOnlyDictionary<string, string>> ValuesAsync(Dossier? dossier, Visitor me)
    {
        var meeting = (Meeting)dossier!;
        var leaders = await directory.HoldersAtAsync([Duties.Leader, Duties.Deputy], [meeting.Unit], me.Cancel);
        var values = new Dictionary<string, string>
        {
            [nameof(HoldMeeting.On)] = RecordForm.Write(meeting.On ?? me.Today)!,
            [nameof(HoldMeeting.Present)] = string.Join(',', leaders.Select(l => l.Person).Concat(meeting.Reporters).Distinct()),
            [nameof(CallExpected.Reporters)] = string.Join(',', leaders.Where(l => l.Duty == Duties.Deputy).Select(l => l.Person).Distinct()),
        };
        if (leaders.FirstOrDefault(l => l.Duty == Duties.Leader) is { } head) values[nameof(HoldMeeting.Chair)] = head.Person.ToString();
        if (await new LastMeeting(dossiers).BeforeAsync(meeting, me.Actor, me.Cancel) is { } last) values[nameof(HoldMeeting.LastItems)] = last.Text;
        return values;
    }
}

/// <summary>A report drawn from the log and the lists of the person who files it. Only what they may read themselves.</summary>
internal sealed class HearingPrefill(IDossiers dossiers) : IFormPrefill
{
    private const int Most = 40;

    public bool Fits(Type form) => form == typeof(FileDutyReport) || form == typeof(FileFieldReport);

    public async Task<IReadOnlyDictionary<string, string>> ValuesAsync(Dossier? dossier, Visitor me)
    {
        var (period, reporter) = dossier switch
        {
            DutyReport report => (report.Period, report.Reporter),
            _ => (Period.Of(PeriodKind.HalfYear, me.Today), dossier!.Assignee ?? me.Actor.Id),
        };
        var done = new List<string>();
        await foreach (var entry in dossiers.AllAsync(new DossierQuery { Procedure = "duty-entry", Assignee = reporter, States = [nameof(EntryState.Confirmed)] }, me.Actor, me.Cancel))
        {
            if (entry is DutyEntry log && period.Contains(log.On)) done.Add($"{log.On.InWords.In(me.Language)} {Words.Of(log.Act).In(me.Language)}{(me.Language is Language.Chinese ? "：" : ": ")}{log.Title}{(log.Duty is { } duty ? $"（{duty.Number}）" : "")}");
        }

        done.Reverse();
        var lists = await ListsAsync(reporter, me);
        var problems = await dossiers.ListAsync(new() { Procedure = "issue", Assignee = reporter, Open = true, Take = Most }, me.Actor, me.Cancel);
        var record = string.Join('\n', done.TakeLast(Most));
        return new Dictionary<string, string>
        {
            [nameof(FileDutyReport.Done)] = record,
            [nameof(FileDutyReport.Lists)] = lists,
            [nameof(FileFieldReport.Situation)] = $"{record}\n{lists}".Trim(),
            [nameof(FileDutyReport.Problems)] = string.Join('\n', problems.Dossiers.Select(d => $"{d.Number} {d.Title}")),
        };
    }

    private async Task<string> ListsAsync(PersonId reporter, Visitor me)
    {
        var lines = new List<string>();
        foreach (var (code, name) in ((string, Words)[])[("issue", new("问题清单", "issue list")), ("task", new("任务清单", "task list")), ("responsibility", new("责任清单", "responsibility list"))])
        {
            var (all, open, late, solved) = (0, 0, 0, 0);
            await foreach (var found in dossiers.AllAsync(new DossierQuery { Procedure = code, Assignee = reporter }, me.Actor, me.Cancel))
            {
                if (found is not Item item) continue;
                all++;
                if (!item.Closed) open++;
                if (!item.Closed && item.DueOn < me.Today) late++;
                if (item.Outcome is Outcome.Solved) solved++;
            }

            if (all > 0) lines.Add(new Words("{0}：共{1}项，已解决{2}项，未办结{3}项，其中逾期{4}项", "{0}: {1} in all, {2} solved, {3} open, {4} of them overdue").With(name, all, solved, open, late).In(me.Language));
        }

        return string.Join('\n', lines);
    }
}
