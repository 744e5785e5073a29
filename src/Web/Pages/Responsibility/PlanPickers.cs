using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Plans;
using Qinglian.Web.Components;
using Qinglian.Web.Forms;

namespace Qinglian.Web.Pages;

/// <summary>Offers the lines of the plan that is acted on.</summary>
internal sealed class PlanLinePicker : IValuePicker
{
    public Type Type => typeof(PlanLineChoice);

    public Task<IReadOnlyList<(Option Option, object Value)>> OfferAsync(Visitor me, Dossier? dossier) => Task.FromResult<IReadOnlyList<(Option, object)>>(dossier is AnnualPlan plan
        ? [.. plan.Live.Select(l => new PlanLineChoice(l.Number, l.Goal)).Select(c => (new Option(c.Number.ToString(Cultures.English), Words.Same(c.ToString())), (object)c))]
        : []);
}

/// <summary>Offers the open tasks of the unit of the dossier that is acted on.</summary>
internal sealed class TaskPicker(IDossiers dossiers) : IValuePicker
{
    private const int Most = 200;

    public Type Type => typeof(TaskChoice);

    public async Task<IReadOnlyList<(Option Option, object Value)>> OfferAsync(Visitor me, Dossier? dossier)
    {
        if (dossier is null) return [];
        var tasks = await dossiers.ListAsync(new() { Procedure = "task", Open = true, Units = [dossier.Unit], Take = Most }, me.Actor, me.Cancel);
        return [.. tasks.Dossiers.Select(t => new TaskChoice(t.Id, t.Number, t.Title)).Select(c => (new Option(c.Id.ToString(), Words.Same(c.ToString())), (object)c))];
    }
}
