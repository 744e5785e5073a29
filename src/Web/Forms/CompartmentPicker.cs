using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Web.Components;

namespace Qinglian.Web.Forms;

/// <summary>Offers the compartments the person belongs to. They know these already, though the register of all is not theirs to read.</summary>
internal sealed class CompartmentPicker(IRegistrar registrar, RegisterBook book) : IValuePicker
{
    public Type Type => typeof(CompartmentChosen);

    public async Task<IReadOnlyList<(Option Option, object Value)>> OfferAsync(Visitor me, Dossier? dossier)
    {
        var offered = new List<(Option, object)>();
        await foreach (var entry in registrar.AllAsync(book.Of<CompartmentRow>(), new(), Actor.System, me.Cancel))
        {
            var row = entry.As<CompartmentRow>();
            if (me.Actor.Compartments.Contains(row.Code)) offered.Add((new(row.Code, Words.Same(row.Name)), new CompartmentChosen(row.Code, row.Name)));
        }

        return offered;
    }
}
