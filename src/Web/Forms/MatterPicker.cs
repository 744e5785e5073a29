using Qinglian.Foundation.Instructions;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;

namespace Qinglian.Web.Forms;

/// <summary>Offers the matters that bind the person's unit: its own catalogue and those of the units above.</summary>
internal sealed class MatterPicker(IDossiers dossiers, IRules rules) : IValuePicker
{
    public Type Type => typeof(MatterFiled);

    public async Task<IReadOnlyList<(Option Option, object Value)>> OfferAsync(Visitor me, Dossier? dossier) =>
        [.. (await new Catalogue(dossiers, rules).ForAsync(me.Actor.Unit, me.Cancel)).Select(m => (new Option(m.Id.ToString(), Words.Same(m.Title)) { Group = Words.Of(m.Kind) }, (object)m))];
}
