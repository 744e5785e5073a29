using Qinglian.Kernel.Procedures;

namespace Qinglian.Web.Forms;

/// <summary>Fills a form with what is on record already, so that nobody copies it by hand. The person may change all of it.</summary>
public interface IFormPrefill
{
    bool Fits(Type form);

    /// <summary>Text by the name of the field; what is not known is left out.</summary>
    /// <param name="dossier">The dossier that is acted on; null while one is opened.</param>
    Task<IReadOnlyDictionary<string, string>> ValuesAsync(Dossier? dossier, Visitor me);
}
